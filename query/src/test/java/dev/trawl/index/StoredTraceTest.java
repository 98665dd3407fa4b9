package dev.trawl.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdCompressCtx;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.IndexedTraceJson;
import dev.trawl.trace.Utf8Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** Traces of one block of zstd and of many, read to their end and not. */
class StoredTraceTest {
    private static final int FEW_BYTES = 300;
    private static final int LARGEST = 200_000;

    private static final Optional<TraceDictionary> DICTIONARY = TraceDictionary.trained(IntStream.range(0, 200)
            .mapToObj(i -> frame(trace(i, 3, 2_000)).bytes().toBytes())
            .toList());

    static Stream<IndexedTrace> traces() {
        return IntStream.of(0, FEW_BYTES, 8_000, 16_000, 17_000, 40_000, LARGEST)
                .boxed()
                .flatMap(size ->
                        Stream.of(trace(size, 1, size), trace(size, 7, size / 7), trace(size, 300, size / 300)));
    }

    @ParameterizedTest
    @MethodSource("traces")
    void eachTextIsFoundAndNoOther(IndexedTrace trace) {
        assertThat(DICTIONARY).isPresent();
        for (var dictionary : List.of(Optional.<TraceDictionary>empty(), DICTIONARY)) {
            var stored = StoredTrace.encode(frame(trace), dictionary);
            for (int span = 0; span < trace.trace().spans().size(); span++) {
                assertThat(unread(stored).hasText(contains("span-" + span + "-end")))
                        .isTrue();
            }
            assertThat(unread(stored).hasText(contains("no such text"))).isFalse();
            assertThat(unread(stored).hasText(contains("tr-1")))
                    .describedAs("the head is no text")
                    .isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("traces")
    void allTextsAreShownOnceAsTheyAre(IndexedTrace trace) {
        var texts = new ArrayList<String>();
        unread(StoredTrace.encode(frame(trace), DICTIONARY)).hasText(piece -> {
            texts.addAll(
                    List.of(piece.chars().substring(piece.from(), piece.to()).split("\u00FF", -1)));
            return false;
        });

        assertThat(texts)
                .isEqualTo(frame(trace).texts().stream()
                        .map(text -> text.chars().substring(text.from(), text.to()))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("traces")
    void whatWasBegunIsReadToItsEndThoughAnotherWasBegunMeanwhile(IndexedTrace trace) {
        var other = StoredTrace.encode(frame(trace(1, 9, 9_000)), DICTIONARY);
        var begun = unread(StoredTrace.encode(frame(trace), DICTIONARY));
        begun.hasText(piece -> true);
        unread(other).hasText(piece -> true);

        assertThat(begun.decoded()).isEqualTo(trace);
    }

    @Test
    void framesAreReadAtOnceWhileThoseBeforeAreReadToTheirEnds() {
        var stored = StoredTrace.encode(frame(trace(1, 7, 10_000)), DICTIONARY);
        assertThat(IntStream.range(0, 40).map(i -> pieces(stored, 1)).max()).hasValue(1);
        assertThat(pieces(stored, Integer.MAX_VALUE)).isGreaterThan(1);

        var toTheEnd = IntStream.range(0, 100)
                .map(i -> pieces(stored, Integer.MAX_VALUE))
                .boxed()
                .toList();
        assertThat(toTheEnd.subList(0, 10)).doesNotContain(1);
        assertThat(toTheEnd.subList(50, 100)).filteredOn(pieces -> pieces == 1).hasSizeBetween(40, 49);

        assertThat(IntStream.range(0, 40).map(i -> pieces(stored, 1)).max()).hasValue(1);
        assertThat(pieces(stored, Integer.MAX_VALUE)).isGreaterThan(1);
    }

    @Test
    void aFrameThatIsReadToItsEndLaterDoesNotMakeAllOthersReadAtOnceForEver() {
        var stored = StoredTrace.encode(frame(trace(1, 7, 10_000)), DICTIONARY);
        for (int others = 0; others < 40; others++) {
            assertThat(IntStream.range(0, 40).map(i -> pieces(stored, 1)).max()).hasValue(1);
            var begun = unread(stored);
            begun.hasText(piece -> true);
            IntStream.range(0, others).forEach(i -> pieces(stored, Integer.MAX_VALUE));
            begun.decoded();

            assertThat(IntStream.range(0, 40)
                            .map(i -> pieces(stored, Integer.MAX_VALUE))
                            .max()
                            .orElseThrow())
                    .as("after %s others", others)
                    .isGreaterThan(1);
        }
    }

    /** In how many pieces a trace is read, at most so many. */
    private static int pieces(BytesRef stored, int most) {
        var pieces = new AtomicInteger();
        unread(stored).hasText(piece -> pieces.incrementAndGet() == most);
        return pieces.get();
    }

    @ParameterizedTest
    @MethodSource("traces")
    void framesOfOneBlockAsEarlierVersionsWroteThemAreRead(IndexedTrace trace) {
        var stored =
                new BytesRef(new ZstdCompressCtx().compress(frame(trace).bytes().toBytes()));

        assertThat(unread(stored).hasText(contains("no such text"))).isFalse();
        assertThat(StoredTrace.open(stored).decoded()).isEqualTo(trace);
        assertThat(StoredTrace.haveSameFrame(stored, StoredTrace.encode(frame(trace), DICTIONARY)))
                .isTrue();
    }

    private static Predicate<Utf8Text> contains(String needle) {
        return piece -> piece.chars().substring(piece.from(), piece.to()).contains(needle);
    }

    private static StoredTrace unread(BytesRef stored) {
        return new StoredTrace(new CompressedFrame(stored, new byte[CompressedFrame.size(stored) + 1]));
    }

    private static TraceFrame frame(IndexedTrace trace) {
        return TraceFrame.of(trace);
    }

    /** Spans with so many letters each, that say their number at the end. */
    private static IndexedTrace trace(long seed, int spans, int letters) {
        var random = new Random(seed);
        var json = JsonNodeFactory.instance.objectNode();
        json.putObject("info").put("trace_id", "tr-1").put("request_time", "2026-01-01T00:00:00Z");
        var all = json.putObject("data").putArray("spans");
        for (int span = 0; span < spans; span++) {
            var text = new StringBuilder();
            random.ints(letters, 'a', 'z' + 1).forEach(text::appendCodePoint);
            var written = all.addObject().put("trace_id", "AAAA").put("span_id", "BBBB");
            written.put("name", "s").put("start_time_unix_nano", 1);
            written.putObject("attributes").put("text", "\"" + text + "span-" + span + "-end\"");
        }
        return IndexedTraceJson.read(json);
    }
}
