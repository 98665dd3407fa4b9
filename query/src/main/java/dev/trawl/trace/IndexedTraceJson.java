package dev.trawl.trace;

import java.util.LinkedHashMap;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Trawl's own JSON for a trace: MLflow's, and beside {@code info} and {@code data} one field {@code trawl} for what only
 * the server could tell. A trace about which there is nothing to tell looks exactly like MLflow's.
 */
public final class IndexedTraceJson {
    private static final String OURS = "trawl";
    private static final String LINKED_RUNS = "linked_runs";

    private IndexedTraceJson() {}

    /**
     * Reads trawl's JSON or any form of MLflow's.
     *
     * @throws MalformedTraceException if the JSON is no trace, saying where
     */
    public static IndexedTrace read(JsonNode json) {
        var trace = TraceJson.read(json);
        var ours = trace.unknown().get(OURS);
        if (ours == null) {
            return new IndexedTrace(trace);
        }
        var unknown = new LinkedHashMap<>(trace.unknown());
        unknown.remove(OURS);
        Set<String> linkedRuns = new JsonFields(ours)
                .list(LINKED_RUNS).stream().map(run -> run.asString("")).collect(Collectors.toSet());
        return new IndexedTrace(new Trace(trace.info(), trace.spans(), unknown), linkedRuns);
    }

    public static ObjectNode write(IndexedTrace indexed) {
        var json = TraceJson.write(indexed.trace());
        if (!indexed.linkedRuns().isEmpty()) {
            var runs = json.putObject(OURS).putArray(LINKED_RUNS);
            indexed.linkedRuns().forEach(runs::add);
        }
        return json;
    }
}
