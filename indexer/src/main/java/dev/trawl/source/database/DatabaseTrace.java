package dev.trawl.source.database;

import dev.trawl.trace.Assessment;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.MlflowKey;
import dev.trawl.trace.Provenance;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.Span;
import dev.trawl.trace.Trace;
import dev.trawl.trace.TraceInfo;
import dev.trawl.trace.TraceJson;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.JsonNodeFactory;

/** The rows of one trace as they were read; they are made a trace where there is time for it, by another thread. */
public final class DatabaseTrace {
    private final InfoRow info;
    private final Path folder;
    private final Map<String, String> tags = new LinkedHashMap<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final List<AssessmentRow> assessments = new ArrayList<>();
    private final Set<String> linkedRuns = new TreeSet<>();
    private final Set<String> linkedPrompts = new TreeSet<>();
    private List<byte[]> spans = List.of();

    /** @param folder the database's, where a server that was started there finds its artifacts */
    DatabaseTrace(InfoRow info, Path folder) {
        this.info = info;
        this.folder = folder;
    }

    void addTag(String key, Optional<String> value) {
        tags.put(ServerText.cut(key, ServerText.LONGEST_TAG_KEY), ServerText.cut(value, ServerText.LONGEST_TAG));
    }

    void addMetadata(String key, Optional<String> value) {
        metadata.put(
                ServerText.cut(key, ServerText.LONGEST_METADATA), ServerText.cut(value, ServerText.LONGEST_METADATA));
    }

    void add(AssessmentRow assessment) {
        assessments.add(assessment);
    }

    void addLinkedRun(String run) {
        linkedRuns.add(run);
    }

    void addLinkedPrompt(String version) {
        linkedPrompts.add(version);
    }

    void spans(List<byte[]> contents) {
        spans = contents;
    }

    public String id() {
        return info.traceId();
    }

    /** Bytes of its spans' content. */
    public long size() {
        return spans.stream().mapToLong(content -> content.length).sum();
    }

    /**
     * The trace.
     *
     * @throws dev.trawl.trace.MalformedTraceException or one of Jackson's exceptions if the rows make none
     */
    public IndexedTrace decode() {
        info.promotedTags(tags);
        info.promotedMetadata(metadata);
        var location = JsonNodeFactory.instance.objectNode().put("type", "MLFLOW_EXPERIMENT");
        location.putObject("mlflow_experiment").put("experiment_id", info.experimentId());
        List<Assessment> judged =
                assessments.stream().map(AssessmentRow::assessment).toList();
        var traceInfo = new TraceInfo(
                id(),
                info.clientRequestId(),
                location,
                Instant.ofEpochMilli(info.timestampMs()).toString(),
                info.executionTimeMs(),
                info.status(),
                metadata,
                judged,
                tags,
                info.requestPreview(),
                info.responsePreview(),
                Map.of());
        linkedPrompts.removeAll(traceInfo.linkedPrompts());
        return new IndexedTrace(
                new Trace(traceInfo, decodedSpans()),
                Provenance.UNKNOWN.withLinkedRuns(linkedRuns).withLinkedPrompts(linkedPrompts));
    }

    private List<Span> decodedSpans() {
        if (spans.isEmpty() && !"TRACKING_STORE".equals(tags.get(MlflowKey.SPANS_LOCATION))) {
            return new ArtifactSpans(folder).find(id(), tags.getOrDefault(MlflowKey.ARTIFACT_LOCATION, ""));
        }
        return spans.stream()
                .map(content -> TraceJson.readSpan(PythonJson.parse(content)))
                .toList();
    }
}
