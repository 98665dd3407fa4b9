package dev.trawl;

import dev.trawl.index.AttributeTable;
import dev.trawl.query.SearchRequest;
import dev.trawl.query.TraceScan;
import dev.trawl.query.bind.BoundField;
import dev.trawl.query.bind.SpanField;
import dev.trawl.query.bind.Values;
import dev.trawl.query.scan.SessionAssessments;
import dev.trawl.query.scan.SpanView;
import dev.trawl.query.scan.TraceValues;
import dev.trawl.query.stats.Aggregate;
import dev.trawl.query.stats.Metric;
import dev.trawl.query.stats.Stats;
import dev.trawl.query.stats.StatsRequest;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.Span;
import dev.trawl.trace.SpanParts;
import dev.trawl.trace.Trace;
import dev.trawl.trace.TraceParts;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What groups and facets are, worked out trace by trace without an index, as plainly as it can be said. */
record ScannedNumbers(List<IndexedTrace> traces, SessionAssessments sessions, Clock clock) {

    /** A trace, or one of its spans. */
    private record Subject(IndexedTrace trace, Optional<Span> span) {}

    /** How many traces have which value, and how many have one at all. */
    record ValueCounts(Map<String, Long> counts, long traces) {}

    private Stream<Subject> subjects(StatsRequest request, Stats stats) {
        return switch (stats.unit()) {
            case TRACE -> traces.stream().map(trace -> new Subject(trace, Optional.empty()));
            case SPAN ->
                traces.stream()
                        .flatMap(trace -> trace.trace().spans().stream()
                                .filter(span -> selects(request.spans().orElse(""), trace, span))
                                .map(span -> new Subject(trace, Optional.of(span))));
        };
    }

    private boolean selects(String filter, IndexedTrace trace, Span span) {
        var info = trace.trace().info();
        var alone =
                new IndexedTrace(new Trace(info, List.of(span), trace.trace().unknown()), trace.provenance());
        var predicate = SearchRequest.of(filter);
        // Assessments of a session count whatever the span, so the other traces are there too, without spans.
        var others = traces.stream()
                .filter(other -> !other.id().equals(trace.id()))
                .map(other -> new IndexedTrace(new Trace(other.trace().info(), List.of()), other.provenance()));
        var all = Stream.concat(
                        Stream.of(alone),
                        filter.contains("feedback") || filter.contains("expectation") ? others : Stream.empty())
                .toList();
        return TraceScan.search(all, predicate.withLimit(SearchRequest.ALL), clock).stream()
                .anyMatch(found -> found.id().equals(trace.id()));
    }

    long total(StatsRequest request, Stats stats) {
        return subjects(request, stats).count();
    }

    List<Stats.Group> groups(StatsRequest request, Stats stats) {
        var fields = request.by().stream().map(BoundField::named).toList();
        var members = new LinkedHashMap<List<Optional<String>>, List<Subject>>();
        if (fields.isEmpty()) {
            members.put(List.of(), new ArrayList<>());
        }
        subjects(request, stats).forEach(subject -> {
            for (var key : keys(fields, subject)) {
                members.computeIfAbsent(key, none -> new ArrayList<>()).add(subject);
            }
        });
        return members.entrySet().stream()
                .map(entry -> new Stats.Group(
                        entry.getKey(),
                        entry.getValue().size(),
                        stats.metrics().stream()
                                .map(metric -> number(metric, entry.getValue()))
                                .toList()))
                .toList();
    }

    private List<List<Optional<String>>> keys(List<BoundField> fields, Subject subject) {
        List<List<Optional<String>>> keys = List.of(List.of());
        for (var field : fields) {
            var values = texts(field, subject).isEmpty()
                    ? List.of(Optional.<String>empty())
                    : texts(field, subject).stream().map(Optional::of).toList();
            keys = keys.stream()
                    .flatMap(key -> values.stream()
                            .map(value -> Stream.concat(key.stream(), Stream.of(value))
                                    .toList()))
                    .toList();
        }
        return keys;
    }

    private Set<String> texts(BoundField field, Subject subject) {
        return switch (field) {
            case BoundField.OfTrace ofTrace ->
                new TraceValues(sessions)
                        .of(ofTrace.field(), TraceParts.of(subject.trace()))
                        .map(value -> value.forms().getFirst())
                        .collect(Collectors.toSet());
            case BoundField.OfSpan ofSpan ->
                subject
                        .span()
                        .flatMap(span -> new SpanView(SpanParts.of(span)).value(ofSpan.field()))
                        .map(value -> value.forms().getFirst())
                        .stream()
                        .collect(Collectors.toSet());
        };
    }

    private Optional<BigDecimal> number(Metric metric, List<Subject> members) {
        if (metric.field().isEmpty()) {
            return Optional.of(BigDecimal.valueOf(members.size()));
        }
        var numbers = members.stream()
                .flatMap(subject -> texts(metric.field().get(), subject).stream())
                .flatMap(text -> number(text).stream())
                .sorted()
                .toList();
        if (numbers.isEmpty()) {
            return Optional.empty();
        }
        var sum = numbers.stream()
                .map(number -> new BigDecimal(number.toString()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return Optional.of(
                switch (metric.aggregate()) {
                    case Aggregate.Count count -> throw new IllegalStateException();
                    case Aggregate.Sum all -> plain(sum);
                    case Aggregate.Average average ->
                        plain(new BigDecimal(
                                Double.toString(sum.divide(BigDecimal.valueOf(numbers.size()), MathContext.DECIMAL64)
                                        .doubleValue())));
                    case Aggregate.Least least ->
                        plain(new BigDecimal(numbers.getFirst().toString()));
                    case Aggregate.Greatest greatest ->
                        plain(new BigDecimal(numbers.getLast().toString()));
                    case Aggregate.Percentile percentile ->
                        plain(new BigDecimal(Double.toString(percentile(numbers, percentile.share()))));
                });
    }

    private static Optional<Double> number(String text) {
        return text.equals("true")
                ? Optional.of(1.0)
                : text.equals("false")
                        ? Optional.of(0.0)
                        : Values.number(text).map(BigDecimal::doubleValue).filter(Double::isFinite);
    }

    private static double percentile(List<Double> numbers, double share) {
        double place = share * (numbers.size() - 1);
        int below = (int) place;
        double part = place - below;
        return part == 0
                ? numbers.get(below)
                : numbers.get(below) + part * (numbers.get(below + 1) - numbers.get(below));
    }

    private static BigDecimal plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** Values too long for the index are not listed, but their traces have the key. */
    ValueCounts values(BoundField field) {
        var counts = new HashMap<String, Long>();
        long having = 0;
        for (var trace : traces) {
            var values = field instanceof BoundField.OfSpan
                    ? trace.trace().spans().stream()
                            .flatMap(span -> texts(field, new Subject(trace, Optional.of(span))).stream())
                            .collect(Collectors.toSet())
                    : texts(field, new Subject(trace, Optional.empty()));
            having += values.isEmpty() ? 0 : 1;
            values.stream()
                    .filter(value ->
                            field instanceof BoundField.OfSpan || value.getBytes(StandardCharsets.UTF_8).length <= 512)
                    .filter(value -> !onlyLong(trace, field, value))
                    .forEach(value -> counts.merge(value, 1L, Long::sum));
        }
        return new ValueCounts(counts, having);
    }

    /** Whether it is an attribute of spans, and none that spells this value is short enough to be counted. */
    private boolean onlyLong(IndexedTrace trace, BoundField field, String value) {
        return field instanceof BoundField.OfSpan ofSpan
                && ofSpan.field() instanceof SpanField.Keyed keyed
                && trace.trace().spans().stream()
                        .filter(span -> texts(field, new Subject(trace, Optional.of(span)))
                                .contains(value))
                        .map(span -> span.attributes()
                                .get(keyed.readings().getFirst().key()))
                        .noneMatch(AttributeTable::fits);
    }
}
