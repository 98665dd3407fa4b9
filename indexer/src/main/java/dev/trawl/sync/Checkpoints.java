package dev.trawl.sync;

import dev.trawl.trace.PythonJson;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The checkpoints in an index's commit data: one entry of JSON for each experiment of each source. */
public final class Checkpoints {
    private static final String SYNC = "sync:";

    private Checkpoints() {}

    /**
     * Which experiment of which source.
     *
     * @param source the server, as {@link dev.trawl.trace.Provenance#source()}
     */
    public record Place(String source, String experimentId) implements Comparable<Place> {
        String key() {
            return SYNC + source + ":" + experimentId;
        }

        static Optional<Place> of(String key) {
            int colon = key.lastIndexOf(':');
            return key.startsWith(SYNC) && colon > SYNC.length()
                    ? Optional.of(new Place(key.substring(SYNC.length(), colon), key.substring(colon + 1)))
                    : Optional.empty();
        }

        /** By source, then by experiment: numbers by their size. */
        @Override
        public int compareTo(Place other) {
            int bySource = source.compareTo(other.source);
            int byLength = Integer.compare(experimentId.length(), other.experimentId.length());
            int byExperiment = byLength != 0 ? byLength : experimentId.compareTo(other.experimentId);
            return bySource != 0 ? bySource : byExperiment;
        }
    }

    /** All that can be read. */
    public static SortedMap<Place, Checkpoint> all(Map<String, String> commitData) {
        var all = new TreeMap<Place, Checkpoint>();
        commitData
                .keySet()
                .forEach(key -> Place.of(key)
                        .ifPresent(
                                place -> read(commitData, place).ifPresent(checkpoint -> all.put(place, checkpoint))));
        return all;
    }

    /** What was written last; something unreadable counts as nothing, so that all is read again. */
    static Optional<Checkpoint> read(Map<String, String> commitData, Place place) {
        return json(commitData, place.key()).filter(JsonNode::isObject).map(Checkpoints::read);
    }

    private static Checkpoint read(JsonNode json) {
        var open = new TreeMap<String, Long>();
        json.path("open")
                .properties()
                .forEach(entry -> open.put(entry.getKey(), entry.getValue().asLong(0)));
        var quarantined = new TreeMap<String, Quarantined>();
        json.path("quarantined")
                .properties()
                .forEach(entry -> quarantined.put(entry.getKey(), quarantined(entry.getValue())));
        return new Checkpoint(
                json.path("name").asString(""),
                time(json, "created"),
                time(json, "mark"),
                time(json, "synced"),
                time(json, "reconciled"),
                json.path("refreshes_since").asInt(0),
                open,
                quarantined,
                Optional.of(json.path("trouble").asString("")).filter(text -> !text.isEmpty()));
    }

    private static Quarantined quarantined(JsonNode json) {
        return new Quarantined(
                json.path("timestamp").asLong(0),
                json.path("attempts").asInt(1),
                json.path("last_try").asLong(0),
                json.path("reason").asString(""));
    }

    private static Optional<Long> time(JsonNode json, String name) {
        return Optional.of(json.path(name)).filter(JsonNode::isIntegralNumber).map(JsonNode::longValue);
    }

    static Optional<JsonNode> json(Map<String, String> commitData, String key) {
        try {
            return Optional.ofNullable(commitData.get(key)).map(PythonJson::parse);
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }

    static String write(Checkpoint checkpoint) {
        var json = JsonNodeFactory.instance.objectNode().put("name", checkpoint.experimentName());
        checkpoint.createdMs().ifPresent(time -> json.put("created", time));
        checkpoint.markMs().ifPresent(mark -> json.put("mark", mark));
        checkpoint.syncedMs().ifPresent(time -> json.put("synced", time));
        checkpoint.reconciledMs().ifPresent(time -> json.put("reconciled", time));
        json.put("refreshes_since", checkpoint.refreshesSince());
        checkpoint.trouble().ifPresent(trouble -> json.put("trouble", trouble));
        if (!checkpoint.open().isEmpty()) {
            var open = json.putObject("open");
            checkpoint.open().forEach(open::put);
        }
        if (!checkpoint.quarantined().isEmpty()) {
            var quarantined = json.putObject("quarantined");
            checkpoint
                    .quarantined()
                    .forEach((id, trace) -> quarantined
                            .putObject(id)
                            .put("timestamp", trace.timestampMs())
                            .put("attempts", trace.attempts())
                            .put("last_try", trace.lastTryMs())
                            .put("reason", trace.reason()));
        }
        return PythonJson.ascii(json);
    }
}
