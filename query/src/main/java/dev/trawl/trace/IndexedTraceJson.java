package dev.trawl.trace;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Trawl's own JSON for a trace: MLflow's, and beside {@code info} and {@code data} one field {@code trawl} for its
 * {@link Provenance}. A trace about which there is nothing to tell looks exactly like MLflow's.
 */
public final class IndexedTraceJson {
    private static final String OURS = "trawl";
    private static final String SOURCE = "source";
    private static final String DELETED = "deleted_ms";
    private static final String LINKED_RUNS = "linked_runs";
    private static final String LINKED_PROMPTS = "linked_prompts";

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
        return new IndexedTrace(new Trace(trace.info(), trace.spans(), unknown), provenance(ours));
    }

    private static Provenance provenance(JsonNode ours) {
        return new Provenance(
                Optional.of(ours.path(SOURCE)).filter(JsonNode::isString).map(JsonNode::stringValue),
                Optional.of(ours.path(DELETED))
                        .filter(JsonNode::isIntegralNumber)
                        .map(JsonNode::longValue),
                texts(ours, LINKED_RUNS),
                texts(ours, LINKED_PROMPTS));
    }

    private static Set<String> texts(JsonNode ours, String name) {
        return new JsonFields(ours)
                .list(name).stream().map(text -> text.asString("")).collect(Collectors.toSet());
    }

    public static ObjectNode write(IndexedTrace indexed) {
        var json = TraceJson.write(indexed.trace());
        var provenance = indexed.provenance();
        if (!provenance.equals(Provenance.UNKNOWN)) {
            var ours = json.putObject(OURS);
            provenance.source().ifPresent(source -> ours.put(SOURCE, source));
            provenance.deletedMs().ifPresent(time -> ours.put(DELETED, time));
            write(ours, LINKED_RUNS, provenance.linkedRuns());
            write(ours, LINKED_PROMPTS, provenance.linkedPrompts());
        }
        return json;
    }

    private static void write(ObjectNode ours, String name, Set<String> texts) {
        if (!texts.isEmpty()) {
            var list = ours.putArray(name);
            texts.forEach(list::add);
        }
    }
}
