package dev.trawl.sync;

import dev.trawl.trace.PythonJson;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How far an experiment of a server was read. Lies in the index's commit data, so that it is true for exactly the
 * traces committed with it.
 *
 * @param markMs every trace that the server had up to this time (milliseconds since the epoch) was read, but for the
 *     failed ones; never in the future of the reading clock, since one wrong clock would hide all traces to come
 * @param open traces that were not finished when read last, with their timestamps
 * @param failed traces that could not be read wholly, with their timestamps
 */
record Checkpoint(long markMs, SortedMap<String, Long> open, SortedMap<String, Long> failed) {
    /** More are not remembered one by one; the mark goes back before the oldest of them instead. */
    static final int MOST_UNFINISHED = 10_000;

    /** A checkpoint that remembers a bounded number of traces. */
    static Checkpoint of(long markMs, Map<String, Long> open, Map<String, Long> failed) {
        if (open.size() + failed.size() <= MOST_UNFINISHED) {
            return new Checkpoint(markMs, new TreeMap<>(open), new TreeMap<>(failed));
        }
        long oldest = Math.min(oldest(open), oldest(failed));
        return new Checkpoint(Math.min(markMs, oldest), new TreeMap<>(), new TreeMap<>());
    }

    private static long oldest(Map<String, Long> timestamps) {
        return timestamps.values().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
    }

    /** The commit data's key. */
    static String key(String server, String experimentId) {
        return "sync:" + server + ":" + experimentId;
    }

    /** What was written last; something unreadable counts as nothing, so that all is read again. */
    static Optional<Checkpoint> read(Map<String, String> commitData, String key) {
        return json(commitData, key)
                .filter(json -> json.path("mark").isIntegralNumber())
                .map(json -> new Checkpoint(
                        json.path("mark").longValue(), timestamps(json.path("open")), timestamps(json.path("failed"))));
    }

    static Optional<JsonNode> json(Map<String, String> commitData, String key) {
        try {
            return Optional.ofNullable(commitData.get(key)).map(PythonJson::parse);
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }

    private static SortedMap<String, Long> timestamps(JsonNode json) {
        var timestamps = new TreeMap<String, Long>();
        json.properties()
                .forEach(
                        entry -> timestamps.put(entry.getKey(), entry.getValue().asLong(0)));
        return timestamps;
    }

    String write() {
        var json = JsonNodeFactory.instance.objectNode().put("mark", markMs);
        put(json, "open", open);
        put(json, "failed", failed);
        return PythonJson.ascii(json);
    }

    private static void put(ObjectNode json, String name, SortedMap<String, Long> timestamps) {
        if (!timestamps.isEmpty()) {
            var object = json.putObject(name);
            timestamps.forEach(object::put);
        }
    }
}
