package dev.trawl.query.strict;

import dev.trawl.trace.MlflowKey;
import dev.trawl.trace.PythonRepr;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Does to the clauses what MLflow's store does until the database has them: {@code store/tracking/sqlalchemy_store.py}
 * {@code _get_filter_clauses_for_search_traces}. It refuses operators, and then whatever the database cannot take as a parameter.
 */
final class StoreChecks {
    /** {@code _SPAN_SEARCH_TIMESTAMP_TOLERANCE_MS}. */
    private static final int SPAN_TOLERANCE_MILLIS = 10_000;

    private static final int NANOS_PER_MILLI = 1_000_000;

    private final SearchStatement statement = new SearchStatement();
    private Optional<ClauseValue> earliest = Optional.empty();

    private StoreChecks() {}

    /** Refuses the clauses if the store or its database does. */
    static void check(List<Clause> clauses) {
        var checks = new StoreChecks();
        clauses.forEach(checks::add);
        if (checks.statement.hasSpanConditions()) {
            checks.earliest.ifPresent(bound -> checks.statement.bindSpanStart(spanStart(bound)));
        }
        checks.statement.check();
    }

    private void add(Clause clause) {
        SearchKey key = clause.key();
        String comparator = clause.comparator();
        Comparators.check(key, comparator);
        switch (key.entity()) {
            case ISSUE -> statement.bindJoin(new ClauseValue.Text("issue"), clause.value());
            case ATTRIBUTE -> attribute(key, comparator, clause.value());
            case TAG -> tag(key, comparator, clause.value());
            case REQUEST_METADATA -> metadata(key, comparator, clause.value());
            case SPAN -> span(key, comparator, clause.value());
            case FEEDBACK, EXPECTATION -> assessment(key, comparator, clause.value());
        }
    }

    private void attribute(SearchKey key, String comparator, ClauseValue value) {
        if (key.name().equals("timestamp_ms") && (comparator.equals(">") || comparator.equals(">="))) {
            earliest = earliest.filter(bound -> !value.isGreaterThan(bound)).or(() -> Optional.of(value));
        }
        if (key.name().equals("end_time_ms")) {
            statement.bindCondition(comparator, whole(0), value);
        } else {
            statement.bindCondition(comparator, value);
        }
    }

    private void tag(SearchKey key, String comparator, ClauseValue value) {
        if (key.name().equals(MlflowKey.TRACE_NAME)) {
            statement.bindCondition(comparator, value);
        } else if (key.name().equals(MlflowKey.LINKED_PROMPTS)) {
            prompt(comparator, value);
        } else {
            row(key, comparator, value);
        }
    }

    /** A tag or metadata value, which is a row of its own: joined, or looked for when only its absence matters. */
    private void row(SearchKey key, String comparator, ClauseValue value) {
        var name = new ClauseValue.Text(key.name());
        if (value instanceof ClauseValue.Nothing) {
            statement.bindCondition(comparator, name);
        } else {
            statement.bindRowJoin(comparator, name, value);
        }
    }

    private void prompt(String comparator, ClauseValue value) {
        if (!comparator.equals("=")) {
            throw Refusal.invalid(
                            "Invalid comparator '%s' for prompts filter. Only '=' is supported with format: prompt = \"name/version\""
                                    .formatted(comparator))
                    .asException();
        }
        boolean wellFormed = switch (value) {
            case ClauseValue.Text text ->
                text.text().chars().filter(c -> c == '/').count() == 1;
            case ClauseValue.Texts list ->
                list.texts().stream().filter("/"::equals).count() == 1;
            case ClauseValue.Whole whole -> false;
            case ClauseValue.Fraction fraction -> false;
            case ClauseValue.Nothing nothing -> false;
        };
        if (!wellFormed) {
            throw Refusal.invalid("Invalid prompts filter value '%s'. Expected format: prompt = \"name/version\""
                            .formatted(printed(value)))
                    .asException();
        }
        statement.bindJoin(new ClauseValue.Text("trace"), new ClauseValue.Text("prompt_version"), value);
    }

    private void metadata(SearchKey key, String comparator, ClauseValue value) {
        if (key.name().equals(MlflowKey.SESSION)) {
            statement.bindCondition(comparator, value);
        } else if (key.isColumnMetadata()) {
            columns(key, comparator, value);
        } else if (key.name().equals(MlflowKey.SOURCE_RUN) && comparator.equals("=")) {
            statement.bindRun(value);
        } else {
            row(key, comparator, value);
        }
    }

    /** {@code store/tracking/utils/trace_analytics.py} {@code get_trace_analytics_metadata_filter}. */
    private void columns(SearchKey key, String comparator, ClauseValue value) {
        switch (comparator) {
            case "=", "!=" -> {
                List<ClauseValue> items = value instanceof ClauseValue.Text json
                        ? ColumnMetadata.items(key.name(), json.text())
                        : List.of();
                if (items.isEmpty() && comparator.equals("=")) {
                    statement.neverTrue();
                } else {
                    statement.bindCondition(comparator, items.toArray(ClauseValue[]::new));
                }
            }
            case "IS NULL", "IS NOT NULL" -> statement.bindCondition(comparator);
            default ->
                throw Refusal.invalid(
                                "Comparator '%s' is not supported for reserved metadata '%s'. Only '=', '!=', 'IS NULL', and 'IS NOT NULL' are supported."
                                        .formatted(comparator, key.name()))
                        .asException();
        }
    }

    private void span(SearchKey key, String comparator, ClauseValue value) {
        if (!key.name().startsWith(SearchKey.ATTRIBUTES_PREFIX)) {
            statement.bindSpanCondition(comparator, value);
            return;
        }
        String name = Quotes.withoutBackticks(key.name().substring(SearchKey.ATTRIBUTES_PREFIX.length()));
        if (comparator.equals("RLIKE")) {
            statement.bindSpanCondition(comparator, new ClauseValue.Text(attributeRegex(name, value)));
            return;
        }
        String pattern = "%\"" + name + "\"" + printed(value) + "%";
        if (comparator.equals("IN") || comparator.equals("NOT IN")) {
            throw Refusal.badRequest("IN expression list, SELECT construct, or bound parameter object expected, got %s."
                            .formatted(PythonRepr.of(pattern)))
                    .asException();
        }
        statement.bindSpanCondition(comparator, new ClauseValue.Text(pattern));
    }

    private static String attributeRegex(String name, ClauseValue value) {
        if (!(value instanceof ClauseValue.Text regex)) {
            throw Refusal.internal("'%s' object has no attribute 'startswith'".formatted(value.pythonType()))
                    .asException();
        }
        String text = regex.text();
        boolean fromStart = text.startsWith("^");
        boolean toEnd = text.endsWith("$");
        String inner = fromStart ? text.substring(1) : text;
        String cut = toEnd && !inner.isEmpty() ? inner.substring(0, inner.length() - 1) : inner;
        return "\"" + name + "\": " + (fromStart ? "\"\\\\\"" : "\"\\\\\".*") + cut + (toEnd ? "\\\\\"" : "");
    }

    /** The condition stands twice in the statement: for the trace's own assessments and for those of its session. */
    private void assessment(SearchKey key, String comparator, ClauseValue value) {
        var condition = new ArrayList<ClauseValue>();
        condition.add(new ClauseValue.Text(key.entity().printed()));
        condition.add(new ClauseValue.Text(key.name()));
        switch (comparator) {
            case "=", "!=" -> condition.addAll(List.of(value, whole(0)));
            case "IS NULL", "IS NOT NULL" -> {}
            default -> condition.add(value);
        }
        var parameters = new ArrayList<>(condition);
        parameters.add(SearchStatement.EXPERIMENT);
        parameters.add(SearchStatement.EXPERIMENT);
        parameters.addAll(condition);
        parameters.add(new ClauseValue.Text("\"" + MlflowKey.SESSION + "\":"));
        ClauseValue[] all = parameters.toArray(ClauseValue[]::new);
        if (comparator.equals("IS NULL")) {
            statement.bindCondition(comparator, all);
        } else {
            statement.checkPattern(comparator, value);
            statement.bindJoin(all);
        }
    }

    private static ClauseValue spanStart(ClauseValue bound) {
        return switch (bound) {
            case ClauseValue.Whole whole ->
                new ClauseValue.Whole(whole.number()
                        .subtract(BigInteger.valueOf(SPAN_TOLERANCE_MILLIS))
                        .multiply(BigInteger.valueOf(NANOS_PER_MILLI)));
            case ClauseValue.Fraction fraction ->
                new ClauseValue.Fraction((fraction.number() - SPAN_TOLERANCE_MILLIS) * NANOS_PER_MILLI);
            case ClauseValue.Text text -> throw noDifference(text);
            case ClauseValue.Texts texts -> throw noDifference(texts);
            case ClauseValue.Nothing nothing -> throw noDifference(nothing);
        };
    }

    private static RefusedException noDifference(ClauseValue bound) {
        return Refusal.internal("unsupported operand type(s) for -: '%s' and 'int'".formatted(bound.pythonType()))
                .asException();
    }

    /** {@code str} of a value. */
    private static String printed(ClauseValue value) {
        return switch (value) {
            case ClauseValue.Text text -> text.text();
            case ClauseValue.Texts list -> PythonCollections.tuple(list.texts());
            case ClauseValue.Whole whole -> whole.number().toString();
            case ClauseValue.Fraction fraction -> PythonNumber.repr(fraction.number());
            case ClauseValue.Nothing nothing -> "None";
        };
    }

    private static ClauseValue whole(long number) {
        return new ClauseValue.Whole(BigInteger.valueOf(number));
    }
}
