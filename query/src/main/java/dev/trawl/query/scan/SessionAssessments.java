package dev.trawl.query.scan;

import dev.trawl.trace.Assessment;
import dev.trawl.trace.TraceInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Assessments made for a whole session, by the session of the trace that carries them: they count for every trace of the
 * session (MLflow 3.17.2, sqlalchemy_store.py line 10428). Read when first asked for. Thread-safe.
 */
public final class SessionAssessments {
    private final Supplier<Stream<TraceInfo>> traces;
    private volatile @Nullable Map<String, List<Assessment>> bySession;

    /**
     * Those of some traces.
     *
     * @param traces all traces that are searched, or just those with such an assessment; read once
     */
    public SessionAssessments(Supplier<Stream<TraceInfo>> traces) {
        this.traces = traces;
    }

    List<Assessment> of(String session) {
        return all().getOrDefault(session, List.of());
    }

    /** All sessions that have one of these, with them. */
    public Map<String, List<Assessment>> all() {
        var known = bySession;
        if (known == null) {
            known = read();
            bySession = known;
        }
        return known;
    }

    private Map<String, List<Assessment>> read() {
        // So that the first of several values, by which traces may be ordered, does not hang on how they were read.
        var newestFirst =
                Comparator.comparingLong(TraceInfo::timestampMs).reversed().thenComparing(TraceInfo::traceId);
        var read = new HashMap<String, List<Assessment>>();
        traces.get()
                .sorted(newestFirst)
                .forEach(info -> info.session()
                        .ifPresent(session -> info.assessments().stream()
                                .filter(Assessment::forSession)
                                .forEach(assessment -> read.computeIfAbsent(session, key -> new ArrayList<>())
                                        .add(assessment))));
        return read;
    }
}
