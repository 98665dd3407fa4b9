package dev.trawl.cli.status;

import dev.trawl.index.IndexFormat;
import dev.trawl.query.Holding;
import dev.trawl.sync.Checkpoint;
import dev.trawl.trace.PythonJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The status of an index for programs; what is unknown is left out. */
final class StatusJson {
    private StatusJson() {}

    static String of(IndexStatus status) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("index", status.folder().toString())
                .put("format", IndexFormat.VERSION)
                .put("bytes", status.bytes())
                .put("traces", status.sum(Holding::traces))
                .put("deleted", status.sum(Holding::deleted))
                .put("without_spans", status.sum(Holding::withoutSpans));
        time(json, "oldest_ms", status.oldestMs());
        time(json, "newest_ms", status.newestMs());
        var sources = json.putArray("sources");
        Map<Optional<String>, ArrayNode> experiments = new LinkedHashMap<>();
        var quarantine = JsonNodeFactory.instance.arrayNode();
        for (var experiment : status.experiments()) {
            var list = experiments.computeIfAbsent(experiment.source(), source -> {
                var object = sources.addObject();
                source.ifPresent(name -> object.put("source", name));
                return object.putArray("experiments");
            });
            add(list.addObject(), experiment);
            experiment.checkpoint().ifPresent(checkpoint -> add(quarantine, experiment, checkpoint));
        }
        json.set("quarantine", quarantine);
        return PythonJson.readable(json);
    }

    private static void add(ObjectNode json, IndexStatus.OfExperiment experiment) {
        json.put("experiment_id", experiment.experimentId());
        var checkpoint = experiment.checkpoint();
        checkpoint.map(Checkpoint::experimentName).ifPresent(name -> json.put("name", name));
        json.put("traces", experiment.traces());
        experiment
                .holding()
                .ifPresent(holding -> json.put("deleted", holding.deleted())
                        .put("without_spans", holding.withoutSpans())
                        .put("oldest_ms", holding.oldestMs())
                        .put("newest_ms", holding.newestMs()));
        checkpoint.ifPresent(read -> {
            time(json, "synced_ms", read.syncedMs());
            time(json, "reconciled_ms", read.reconciledMs());
            json.put("refreshes_since_reconcile", read.refreshesSince())
                    .put("open", read.open().size())
                    .put("quarantined", read.quarantined().size());
            read.trouble().ifPresent(trouble -> json.put("trouble", trouble));
        });
    }

    private static void add(ArrayNode quarantine, IndexStatus.OfExperiment experiment, Checkpoint checkpoint) {
        checkpoint
                .quarantined()
                .forEach((id, trace) -> quarantine
                        .addObject()
                        .put("trace_id", id)
                        .put("source", experiment.source().orElse(""))
                        .put("experiment_id", experiment.experimentId())
                        .put("attempts", trace.attempts())
                        .put("last_try_ms", trace.lastTryMs())
                        .put("next_try_ms", trace.nextTryMs())
                        .put("reason", trace.reason()));
    }

    private static void time(ObjectNode json, String name, Optional<Long> time) {
        time.ifPresent(value -> json.put(name, value));
    }
}
