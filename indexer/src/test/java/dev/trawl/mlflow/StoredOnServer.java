package dev.trawl.mlflow;

import dev.trawl.trace.TraceJson;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One trace on a {@link FakeMlflow}: its info as the search answers it, and its spans as a batch does. */
public final class StoredOnServer {
    private static final Pattern CLAUSE =
            Pattern.compile("(timestamp_ms|request_id|run_id|prompt) (>=|<=|=|IN) (\\S.*)");

    public final ObjectNode info;
    public List<JsonNode> spans;
    public final List<String> linkedRuns = new ArrayList<>();
    public final List<String> linkedPrompts = new ArrayList<>();

    private final String id;
    private final long timestampMs;
    private final String experimentId;

    StoredOnServer(ObjectNode info, List<JsonNode> spans) {
        this.info = info;
        this.spans = spans;
        var read = TraceJson.read(info).info();
        this.id = read.traceId();
        this.timestampMs = read.timestampMs();
        this.experimentId = read.experimentId();
    }

    public String id() {
        return id;
    }

    long timestampMs() {
        return timestampMs;
    }

    public String experimentId() {
        return experimentId;
    }

    public void tag(String key, String value) {
        ((ObjectNode) info.path("tags")).put(key, value);
    }

    boolean storedInDatabase() {
        return info.path("tags").path("mlflow.trace.spansLocation").asString("").equals("TRACKING_STORE");
    }

    /** Info and spans, as a batch answers them. */
    public ObjectNode whole() {
        var trace = JsonNodeFactory.instance.objectNode();
        trace.set("trace_info", info);
        trace.putArray("spans").addAll(spans);
        return trace;
    }

    /** What a filter selects; it may say what trawl's sync asks for and nothing else. */
    static Predicate<StoredOnServer> matching(String filter) {
        Predicate<StoredOnServer> all = trace -> true;
        for (var clause : filter.isEmpty() ? new String[0] : filter.split(" AND ", -1)) {
            var parts = CLAUSE.matcher(clause);
            if (!parts.matches()) {
                throw new IllegalArgumentException("the fake server does not know " + clause);
            }
            var value = parts.group(3);
            all = all.and(
                    switch (parts.group(1) + " " + parts.group(2)) {
                        case "timestamp_ms >=" -> trace -> trace.timestampMs >= Long.parseLong(value);
                        case "timestamp_ms <=" -> trace -> trace.timestampMs <= Long.parseLong(value);
                        case "prompt =" -> trace -> trace.linkedPrompts.contains(value.replace("'", ""));
                        case "request_id IN" -> trace -> value.contains("'" + trace.id + "'");
                        default -> trace -> trace.isOfRun(value.replace("'", ""));
                    });
        }
        return all;
    }

    private boolean isOfRun(String runId) {
        return linkedRuns.contains(runId)
                || info.path("trace_metadata")
                        .path("mlflow.sourceRun")
                        .asString("")
                        .equals(runId);
    }
}
