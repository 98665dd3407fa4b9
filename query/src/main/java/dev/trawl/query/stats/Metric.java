package dev.trawl.query.stats;

import dev.trawl.query.FilterException;
import dev.trawl.query.FilterException.Problem;
import dev.trawl.query.Similar;
import dev.trawl.query.bind.BoundField;
import dev.trawl.query.bind.FieldType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A number about each group.
 *
 * @param field whose values it is about; none for the count
 * @param written as it was asked for, words in lower case: {@code p95 of duration}
 */
public record Metric(Aggregate aggregate, Optional<BoundField> field, String written) {
    /** How many members the group has. */
    public static final Metric COUNT = new Metric(new Aggregate.Count(), Optional.empty(), "count");

    private static final Pattern FORM =
            Pattern.compile("\\s*([\\w.]+)(?:\\s+of\\s+(.+?))?\\s*", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final List<String> NAMES = List.of("count", "p50", "p95", "p99", "avg", "sum", "min", "max");
    private static final String KINDS = "count, or p50, p95, p99.9 (p0 to p100), avg, sum, min or max of a field";

    public Metric {
        if (field.isPresent() == aggregate instanceof Aggregate.Count) {
            throw new IllegalArgumentException("only the count has no field: " + written);
        }
    }

    /**
     * Reads a metric.
     *
     * @throws FilterException if it means nothing
     */
    public static Metric parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            throw wrong(text, 0, text.length(), "a metric should stand here", "write " + KINDS);
        }
        var name = form.group(1).toLowerCase(Locale.ROOT);
        var aggregate = Aggregate.named(name)
                .orElseThrow(() -> wrong(
                        text, form.start(1), form.end(1), "unknown metric " + form.group(1), meant(form.group(1))));
        boolean counts = aggregate instanceof Aggregate.Count;
        if (form.group(2) == null) {
            if (!counts) {
                var hint = "for example " + name + " of duration";
                throw wrong(text, form.start(1), form.end(1), "of which field?", hint);
            }
            return COUNT;
        }
        if (counts) {
            throw wrong(text, form.end(1), text.length(), "count is of traces or spans, not of a field", "write count");
        }
        var metric = of(aggregate, text, name, form.start(2), form.group(2));
        if (aggregate instanceof Aggregate.Sum
                && metric.field()
                        .filter(field -> field.type() == FieldType.TIME)
                        .isPresent()) {
            var hint = "write min, max, avg or p50 of " + form.group(2);
            throw wrong(text, form.start(1), form.end(1), "times have no sum", hint);
        }
        return metric;
    }

    private static String meant(String name) {
        return Similar.to(name, NAMES)
                .map(other -> "did you mean " + other + "?")
                .orElse("write " + KINDS);
    }

    private static Metric of(Aggregate aggregate, String text, String name, int at, String written) {
        BoundField field;
        try {
            field = BoundField.named(written);
        } catch (FilterException e) {
            throw new FilterException(
                    text,
                    e.problems().stream().map(problem -> problem.movedBy(at)).toList());
        }
        if (field.type() == FieldType.TEXT || field.type() == FieldType.LONG_TEXT) {
            var hint = "for example " + name + " of duration, of tokens, of cost, or of a tag that holds numbers";
            throw wrong(text, at, at + written.length(), written + " is text, not a number", hint);
        }
        return new Metric(aggregate, Optional.of(field), name + " of " + written);
    }

    private static FilterException wrong(String text, int start, int end, String message, String hint) {
        return new FilterException(text, List.of(new Problem(start, end, message, Optional.of(hint))));
    }

    @Override
    public String toString() {
        return written;
    }
}
