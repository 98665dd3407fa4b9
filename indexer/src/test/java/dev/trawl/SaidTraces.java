package dev.trawl;

import dev.trawl.indexer.TraceIndexWriter;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.IndexedTraceJson;
import dev.trawl.trace.PythonJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;

/** Traces of one span with a text. */
final class SaidTraces {
    private SaidTraces() {}

    static IndexedTrace of(int number, Instant time, Duration duration, String text) {
        var trace = JsonNodeFactory.instance.objectNode();
        trace.putObject("info")
                .put("trace_id", "tr-" + number)
                .put("request_time", time.toString())
                .put("execution_duration", duration.toMillis() / 1e3 + "s");
        var span = trace.putObject("data").putArray("spans").addObject();
        span.put("trace_id", "t").put("span_id", "s").put("name", "chat").put("start_time_unix_nano", 1);
        span.putObject("attributes").put("mlflow.spanInputs", PythonJson.readable(text));
        return IndexedTraceJson.read(trace);
    }

    static void index(Path folder, List<IndexedTrace> traces) throws IOException {
        try (var writer = TraceIndexWriter.open(folder)) {
            for (var trace : traces) {
                writer.put(trace);
            }
            writer.commit(Map.of());
        }
    }
}
