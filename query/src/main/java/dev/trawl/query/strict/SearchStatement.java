package dev.trawl.query.strict;

import dev.trawl.trace.MlflowKey;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The parameters of the statement MLflow gives to SQLite 3.40 for a search of one experiment, in their order: joins of rows, other joins,
 * conditions on spans, conditions on the trace, the run ({@code sqlalchemy_store.py} {@code _apply_trace_filter_clauses}). The first one
 * SQLite's driver cannot take is what a user hears of, by its number.
 */
final class SearchStatement {
    /** The parameter that names the experiment. */
    static final ClauseValue EXPERIMENT = new ClauseValue.Whole(BigInteger.ONE);

    /** SQLite's limit of tables in one FROM; the traces' own is one of them. */
    private static final int MAX_TABLES = 64;

    /** Conditions on the trace from which SQLite's limit of 1000 for the depth of an expression is reached; found by trying. */
    private static final int TOO_MANY_CONDITIONS = 998;

    /** The same for conditions on a span, which lie deeper. */
    private static final int TOO_MANY_SPAN_CONDITIONS = 496;

    /** {@code SQLITE_MAX_LIKE_PATTERN_LENGTH}, in bytes. */
    private static final int MAX_PATTERN_BYTES = 50_000;

    private final List<ClauseValue> rowJoins = new ArrayList<>();
    private final List<ClauseValue> otherJoins = new ArrayList<>();
    private final List<ClauseValue> spanConditions = new ArrayList<>();
    private final List<ClauseValue> conditions = new ArrayList<>();
    private final List<ClauseValue> run = new ArrayList<>();
    private int tables = 1;
    private int conditionCount;
    private int spanConditionCount;
    private boolean neverTrue;
    private boolean patternTooLong;

    void bindRowJoin(String comparator, ClauseValue key, ClauseValue value) {
        checkPattern(comparator, value);
        Collections.addAll(rowJoins, key, value);
        tables++;
    }

    void bindJoin(ClauseValue... parameters) {
        Collections.addAll(otherJoins, parameters);
        tables++;
    }

    void bindCondition(String comparator, ClauseValue... parameters) {
        conditionCount++;
        bind(conditions, comparator, parameters);
    }

    void bindSpanCondition(String comparator, ClauseValue value) {
        spanConditionCount++;
        bind(spanConditions, comparator, value);
    }

    boolean hasSpanConditions() {
        return spanConditionCount > 0;
    }

    /** The earliest start of a span, a condition before all others on it. */
    void bindSpanStart(ClauseValue start) {
        spanConditions.addFirst(start);
    }

    /** Replaces the run asked for; an empty one is no condition. */
    void bindRun(ClauseValue value) {
        run.clear();
        if (!value.equals(new ClauseValue.Text(""))) {
            Collections.addAll(
                    run,
                    new ClauseValue.Text("trace"),
                    new ClauseValue.Text("run"),
                    value,
                    new ClauseValue.Text(MlflowKey.SOURCE_RUN),
                    value);
        }
    }

    /** Adds a condition that SQLAlchemy knows to be false: it leaves all the other ones out of the statement. */
    void neverTrue() {
        neverTrue = true;
    }

    /** Remembers a pattern that SQLite refuses as soon as it looks at a value. */
    void checkPattern(String comparator, ClauseValue value) {
        if ((comparator.equals("LIKE") || comparator.equals("ILIKE"))
                && value instanceof ClauseValue.Text pattern
                && pattern.text().length() > MAX_PATTERN_BYTES / 3) {
            patternTooLong |= pattern.text().getBytes(StandardCharsets.UTF_8).length > MAX_PATTERN_BYTES;
        }
    }

    private void bind(List<ClauseValue> bound, String comparator, ClauseValue... parameters) {
        for (ClauseValue parameter : parameters) {
            checkPattern(comparator, parameter);
            if (parameter instanceof ClauseValue.Texts list
                    && (comparator.equals("IN") || comparator.equals("NOT IN"))) {
                list.texts().forEach(text -> bound.add(new ClauseValue.Text(text)));
            } else {
                bound.add(parameter);
            }
        }
    }

    /** Refuses the statement if SQLite or its driver does. */
    void check() {
        if (!neverTrue && (conditionCount >= TOO_MANY_CONDITIONS || spanConditionCount >= TOO_MANY_SPAN_CONDITIONS)) {
            throw unavailable("Expression tree is too large (maximum depth 1000)");
        }
        if (tables > MAX_TABLES) {
            throw unavailable("at most 64 tables in a join");
        }
        var parameters = new ArrayList<ClauseValue>();
        parameters.addAll(rowJoins);
        parameters.addAll(otherJoins);
        if (!neverTrue) {
            parameters.addAll(spanConditions);
            parameters.addAll(conditions);
            parameters.addAll(run);
        }
        for (int i = 0; i < parameters.size(); i++) {
            checkParameter(parameters.get(i), i + 1);
        }
        if (patternTooLong && !neverTrue) {
            throw unavailable("LIKE or GLOB pattern too complex");
        }
    }

    private static RefusedException unavailable(String message) {
        return Refusal.unavailable("(sqlite3.OperationalError) " + message).asException();
    }

    private static void checkParameter(ClauseValue parameter, int number) {
        switch (parameter) {
            case ClauseValue.Text text -> Utf8.check(text.text());
            case ClauseValue.Whole whole -> {
                if (whole.number().bitLength() >= Long.SIZE) {
                    throw Refusal.internal("Python int too large to convert to SQLite INTEGER")
                            .asException();
                }
            }
            case ClauseValue.Texts texts ->
                throw Refusal.badRequest(
                                "(sqlite3.ProgrammingError) Error binding parameter %d: type 'tuple' is not supported"
                                        .formatted(number))
                        .asException();
            case ClauseValue.Fraction fraction -> {}
            case ClauseValue.Nothing nothing -> {}
        }
    }
}
