package dev.trawl.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trawl.query.text.CommonPhrases;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.IndexedTraceJson;
import dev.trawl.trace.PythonJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OpenBatchesTest {
    private static final IndexPhrases NO_PHRASES = IndexPhrases.fixed(CommonPhrases.none());

    private final IndexedTrace trace;

    OpenBatchesTest() throws IOException {
        var export = PythonJson.parse(Files.readAllBytes(Path.of("../e2e/mlflow/corpus/export-1.json")));
        trace = IndexedTraceJson.read(export.path("traces").path(0));
    }

    @Test
    void aFlushPublishesWhatWasAddedOnce() throws IOException {
        var published = new ArrayList<String>();
        var batches = new OpenBatches(
                TraceEncoder.with(Optional.empty()),
                NO_PHRASES,
                segments ->
                        segments.forEach(segment -> segment.traces().forEach(each -> published.add(each.traceId()))));

        batches.add(trace, false, added -> assertThat(added.traceId()).isEqualTo(trace.id()));
        batches.flush();
        batches.flush();

        assertThat(published).containsExactly(trace.id());
        assertThatCode(batches::checkNothingIsLost).doesNotThrowAnyException();
    }

    @Test
    void allBatchesTogetherTakeNoMoreMemoryThanTheyMay() throws Exception {
        var one = batchOf(1);
        var published = new AtomicInteger();
        var batches = new OpenBatches(
                TraceEncoder.with(Optional.empty()),
                NO_PHRASES,
                segments -> published.addAndGet(segments.size()),
                4 * one.bytes());
        int threads = 8;
        var allInHand = new CyclicBarrier(threads);

        try (var adding = Executors.newFixedThreadPool(threads)) {
            var added = new ArrayList<Future<?>>();
            for (int i = 0; i < threads; i++) {
                added.add(adding.submit(() -> {
                    batches.add(trace, false, each -> await(allInHand));
                    return null;
                }));
            }
            for (var each : added) {
                each.get();
            }
        }

        assertThat(published).as("of eight open batches, four find room").hasValueBetween(4, 5);
        batches.flush();
        assertThat(published).hasValue(threads);
        batches.add(trace, false, each -> {});
        assertThat(published).as("what was published takes none").hasValue(threads);
    }

    @Test
    void aSmallBatchIsNotPublishedForAFullerOne() throws Exception {
        long mostBytes = batchOf(3).bytes() + 1;
        var published = new ArrayList<Integer>();
        var batches = new OpenBatches(
                TraceEncoder.with(Optional.empty()),
                NO_PHRASES,
                segments -> segments.forEach(
                        segment -> published.add(segment.traces().size())),
                mostBytes);
        for (int i = 0; i < 3; i++) {
            batches.add(trace, false, added -> {});
        }
        var fullInHand = new CyclicBarrier(2);

        try (var adding = Executors.newSingleThreadExecutor()) {
            var fourth = adding.submit(() -> {
                batches.add(trace, false, added -> {
                    await(fullInHand);
                    await(fullInHand);
                });
                return null;
            });
            await(fullInHand);
            batches.add(trace, false, added -> {});
            await(fullInHand);
            fourth.get();
        }

        assertThat(published).as("not the one in between").containsExactly(4);
        batches.flush();
        assertThat(published).containsExactly(4, 1);
    }

    private TraceBatch batchOf(int traces) throws IOException {
        var batch = new TraceBatch(TraceEncoder.with(Optional.empty()), NO_PHRASES);
        for (int i = 0; i < traces; i++) {
            batch.add(trace, false);
        }
        return batch;
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aBatchThatBreaksIsNotForgotten() throws IOException {
        var batches = new OpenBatches(TraceEncoder.with(Optional.empty()), NO_PHRASES, segments -> {});
        batches.add(trace, false, added -> {});

        assertThatThrownBy(() -> batches.add(trace, false, added -> {
                    throw new OutOfMemoryError("planted");
                }))
                .isInstanceOf(OutOfMemoryError.class);

        assertThatThrownBy(batches::checkNothingIsLost).hasRootCauseMessage("planted");
    }

    @Test
    void aTraceThatIsRefusedTakesNoOthersAlong() throws IOException {
        var published = new ArrayList<String>();
        var batches = new OpenBatches(
                TraceEncoder.with(Optional.empty()),
                NO_PHRASES,
                segments ->
                        segments.forEach(segment -> segment.traces().forEach(each -> published.add(each.traceId()))));
        batches.add(trace, false, added -> {});

        assertThatThrownBy(() -> batches.add(trace, false, added -> {
                    throw new IllegalStateException("planted");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> batches.add(trace, false, added -> {
                    throw new StackOverflowError("planted");
                }))
                .isInstanceOf(StackOverflowError.class);

        batches.flush();
        assertThat(published).contains(trace.id());
        assertThatCode(batches::checkNothingIsLost).doesNotThrowAnyException();
    }

    @Test
    void whatCouldNotBePublishedIsNotForgotten() throws IOException {
        var failing = new ArrayList<>(List.of(true, false));
        var batches = new OpenBatches(TraceEncoder.with(Optional.empty()), NO_PHRASES, segments -> {
            if (failing.removeFirst()) {
                throw new IOException("No space left on device");
            }
        });

        batches.add(trace, false, added -> {});
        assertThatThrownBy(batches::flush).hasMessage("No space left on device");
        batches.flush();

        assertThatThrownBy(batches::checkNothingIsLost)
                .as("the second flush had nothing left to publish")
                .hasMessage("No space left on device");
    }
}
