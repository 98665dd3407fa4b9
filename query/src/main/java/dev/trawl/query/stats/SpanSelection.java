package dev.trawl.query.stats;

import dev.trawl.index.SpanKind;
import dev.trawl.query.bind.Condition;
import dev.trawl.query.lucene.SpanKinds;
import dev.trawl.query.scan.ScanEvaluator;
import dev.trawl.query.scan.SessionAssessments;
import dev.trawl.query.scan.SingleSpan;
import dev.trawl.trace.MlflowKey;
import dev.trawl.trace.Provenance;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.Span;
import dev.trawl.trace.SpanParts;
import dev.trawl.trace.TraceInfo;
import dev.trawl.trace.TraceParts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.node.JsonNodeFactory;

/** Which spans of a trace count: those for which a condition would hold if the trace had no other span. Thread-safe. */
public final class SpanSelection {
    private final Condition condition;
    private final Predicate<TraceParts> predicate;

    public SpanSelection(Condition condition, SessionAssessments sessions) {
        this.condition = condition;
        this.predicate = ScanEvaluator.predicate(condition, sessions);
    }

    public boolean accepts(TraceParts trace, SpanParts span) {
        return predicate.test(new SingleSpan(trace, span));
    }

    /** Whether name, type and status decide. */
    boolean decidedByKind() {
        return decidedByKind(condition);
    }

    private static boolean decidedByKind(Condition condition) {
        return switch (condition) {
            case Condition.AllOf allOf -> allOf.terms().stream().allMatch(SpanSelection::decidedByKind);
            case Condition.AnyOf anyOf -> anyOf.terms().stream().allMatch(SpanSelection::decidedByKind);
            case Condition.Not not -> decidedByKind(not.term());
            case Condition.HasValue hasValue -> false;
            case Condition.Missing missing -> false;
            case Condition.SomeSpan someSpan -> SpanKinds.decide(someSpan.condition());
        };
    }

    /** Whether spans of a kind count; only if kinds decide. */
    boolean accepts(SpanKind kind) {
        Map<String, String> attributes = kind.type()
                .map(type ->
                        Map.of(MlflowKey.SPAN_TYPE, PythonJson.readable(JsonNodeFactory.instance.stringNode(type))))
                .orElse(Map.of());
        var span = new Span(
                "",
                "",
                Optional.empty(),
                kind.name(),
                0,
                Optional.empty(),
                List.of(),
                "STATUS_CODE_" + kind.status(),
                "",
                attributes,
                List.of(),
                Map.of());
        return predicate.test(new KindAlone(SpanParts.of(span)));
    }

    /** A span of which only the kind is known. */
    private record KindAlone(SpanParts span) implements TraceParts {
        @Override
        public TraceInfo info() {
            throw new IllegalStateException("a kind decides alone");
        }

        @Override
        public Provenance provenance() {
            throw new IllegalStateException("a kind decides alone");
        }

        @Override
        public List<SpanParts> spans() {
            return List.of(span);
        }
    }
}
