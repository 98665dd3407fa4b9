package dev.trawl.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.IndexedTraceJson;
import dev.trawl.trace.PythonJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenBatchesTest {
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
                segments ->
                        segments.forEach(segment -> segment.traces().forEach(each -> published.add(each.traceId()))));

        batches.add(trace, false, added -> assertThat(added.traceId()).isEqualTo(trace.id()));
        batches.flush();
        batches.flush();

        assertThat(published).containsExactly(trace.id());
        assertThatCode(batches::checkNothingIsLost).doesNotThrowAnyException();
    }

    @Test
    void whatCouldNotBePublishedIsNotForgotten() throws IOException {
        var failing = new ArrayList<>(List.of(true, false));
        var batches = new OpenBatches(TraceEncoder.with(Optional.empty()), segments -> {
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
