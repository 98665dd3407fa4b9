package dev.trawl.query.stats;

import dev.trawl.query.FilterException;
import dev.trawl.query.FilterException.Problem;
import dev.trawl.query.RequestPart;
import dev.trawl.query.bind.Binder;
import dev.trawl.query.bind.BoundField;
import dev.trawl.query.bind.Condition;
import dev.trawl.query.bind.SpanField;
import dev.trawl.query.stats.Stats.Unit;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a {@link StatsRequest} means.
 *
 * @param unit what is counted
 * @param spans which spans count, if spans are counted
 */
public record Question(Unit unit, Condition spans, List<GroupKey> keys, List<Metric> metrics) {
    public Question {
        keys = List.copyOf(keys);
        metrics = List.copyOf(metrics);
    }

    /** The fields of the groups and of the metrics. */
    public List<BoundField> fields() {
        var ofGroups =
                keys.stream().filter(GroupKey.Field.class::isInstance).map(key -> ((GroupKey.Field) key).field());
        return Stream.concat(ofGroups, amounts().stream()).toList();
    }

    /** The fields of the metrics, each once. */
    List<BoundField> amounts() {
        return metrics.stream()
                .flatMap(metric -> metric.field().stream())
                .distinct()
                .toList();
    }

    /**
     * Binds a request.
     *
     * @param more what makes groups besides the request's fields, before them
     * @throws FilterException if a field, a metric or the filter of spans means nothing
     */
    public static Question of(StatsRequest request, Clock clock, GroupKey... more) {
        var fields = RequestPart.GROUPS.read(request.by(), Question::field);
        var metrics = RequestPart.METRICS.read(request.metrics(), Metric::parse);
        var spans = RequestPart.SPANS.read(
                request.spans().orElse(""),
                filter -> Binder.bind(filter, !request.traces().strict(), clock));
        boolean ofSpans = Stream.concat(fields.stream(), metrics.stream().flatMap(metric -> metric.field().stream()))
                .anyMatch(BoundField.OfSpan.class::isInstance);
        return new Question(
                ofSpans || request.spans().isPresent() ? Unit.SPAN : Unit.TRACE,
                spans,
                Stream.concat(Stream.of(more), fields.stream().map(GroupKey.Field::new))
                        .toList(),
                metrics);
    }

    private static BoundField field(String text) {
        var field = BoundField.named(text);
        if (field instanceof BoundField.OfSpan ofSpan && ofSpan.field() == SpanField.Attribute.CONTENT) {
            var hint = Optional.of("group by a field with few values, such as span.name");
            throw new FilterException(
                    text, List.of(new Problem(0, text.length(), "the text of a span makes no groups", hint)));
        }
        return field;
    }
}
