package dev.trawl.query.bind;

import dev.trawl.query.FilterException;
import dev.trawl.query.FilterException.Problem;
import dev.trawl.query.bind.ValueTest.Operand;
import dev.trawl.query.bind.ValueTest.Order;
import dev.trawl.query.parse.Filter;
import dev.trawl.query.parse.FilterParser;
import dev.trawl.query.parse.Key;
import dev.trawl.query.parse.Literal;
import dev.trawl.query.parse.Operator;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Gives a filter its meaning: {@link Filter} to {@link Condition}. All problems of a filter are collected and reported
 * together. A binder is used once, by one thread.
 */
public final class Binder {
    private final List<Problem> problems = new ArrayList<>();
    private final FieldResolver fields;
    private final Values values;

    private Binder(boolean cutsBackticks, Clock clock) {
        this.fields = new FieldResolver(problems::add, cutsBackticks);
        this.values = new Values(clock, problems::add);
    }

    /**
     * What a filter's text means.
     *
     * @param doubledQuotes whether a doubled quote inside quotes is one quote ({@link FilterParser#parse}), and backticks
     *     inside the quotes of a name belong to it ({@link Key#withoutBackticks}); or both as MLflow reads them
     * @param clock what {@code now} is
     * @throws FilterException with everything that is wrong with it
     */
    public static Condition bind(String text, boolean doubledQuotes, Clock clock) {
        var parsed = FilterParser.parse(text, doubledQuotes);
        var binder = new Binder(!doubledQuotes, clock);
        binder.problems.addAll(parsed.problems());
        var tree = binder.tree(parsed.filter());
        if (!binder.problems.isEmpty()) {
            throw new FilterException(text, binder.problems);
        }
        return SpanScope.close(tree);
    }

    private ScopeTree tree(Filter filter) {
        return switch (filter) {
            case Filter.Everything everything -> new ScopeTree.OfTrace(Condition.EVERYTHING);
            case Filter.And and ->
                new ScopeTree.And(and.terms().stream().map(this::tree).toList());
            case Filter.Or or ->
                new ScopeTree.Or(or.terms().stream().map(this::tree).toList());
            case Filter.Not not -> new ScopeTree.OfTrace(new Condition.Not(SpanScope.close(tree(not.term()))));
            case Filter.Exists exists -> new ScopeTree.OfTrace(SpanScope.close(tree(exists.term())));
            case Filter.Comparison comparison -> leaf(comparison.key(), field -> comparison(comparison, field));
            case Filter.Membership membership -> leaf(membership.key(), field -> membership(membership, field));
            case Filter.Between between -> leaf(between.key(), field -> between(between, field));
            case Filter.NullCheck check -> nullCheck(check);
        };
    }

    private ScopeTree leaf(Key key, Function<BoundField, Optional<Test>> test) {
        return fields.resolve(key)
                .flatMap(test)
                .map(found -> hasValue(found.field(), found.test()))
                .orElseGet(Binder::broken);
    }

    /** A test, and the field that it is made for. */
    private record Test(BoundField field, ValueTest test) {}

    private static ScopeTree hasValue(BoundField field, ValueTest test) {
        return switch (field) {
            case BoundField.OfTrace ofTrace -> new ScopeTree.OfTrace(new Condition.HasValue(ofTrace.field(), test));
            case BoundField.OfSpan ofSpan -> new ScopeTree.OfSpan(new SpanCondition.HasValue(ofSpan.field(), test));
        };
    }

    /** Stands for a part that has a problem; never leaves this class. */
    private static ScopeTree broken() {
        return new ScopeTree.OfTrace(Condition.NOTHING);
    }

    private ScopeTree nullCheck(Filter.NullCheck check) {
        return fields.resolve(check.key())
                .map(RunField::unlessEqual)
                .map(field -> check.negated() ? hasValue(field, new ValueTest.Anything()) : missing(check, field))
                .orElseGet(Binder::broken);
    }

    private ScopeTree missing(Filter.NullCheck check, BoundField field) {
        return switch (field) {
            case BoundField.OfTrace ofTrace -> new ScopeTree.OfTrace(new Condition.Missing(ofTrace.field()));
            case BoundField.OfSpan ofSpan -> {
                if (ofSpan.field() == SpanField.Attribute.CONTENT) {
                    problems.add(new Problem(
                            check.range().start(),
                            check.range().end(),
                            "a span is never without text",
                            Optional.of("for traces without spans write trace.span_count = 0")));
                }
                yield new ScopeTree.OfSpan(new SpanCondition.Missing(ofSpan.field()));
            }
        };
    }

    private Optional<Test> comparison(Filter.Comparison comparison, BoundField field) {
        var literal = comparison.value();
        return switch (comparison.operator()) {
            case EQUAL -> equal(RunField.ifEqual(field), literal);
            case NOT_EQUAL ->
                equal(RunField.unlessEqual(field), literal)
                        .map(test -> new Test(test.field(), new ValueTest.Not(test.test())));
            case LESS -> ordered(field, Order.LESS, literal);
            case AT_MOST -> ordered(field, Order.AT_MOST, literal);
            case GREATER -> ordered(field, Order.GREATER, literal);
            case AT_LEAST -> ordered(field, Order.AT_LEAST, literal);
            case LIKE, ILIKE, RLIKE ->
                pattern(comparison, RunField.unlessEqual(field))
                        .map(test -> comparison.negated() ? new ValueTest.Not(test) : test)
                        .map(test -> new Test(RunField.unlessEqual(field), test));
        };
    }

    private Optional<Test> equal(BoundField field, Literal literal) {
        if (RunField.isPrompt(field)) {
            promptVersion(literal);
        }
        return values.operand(field, literal).map(operand -> new Test(field, equal(field, literal, operand)));
    }

    private void promptVersion(Literal literal) {
        if (literal instanceof Literal.Text text
                && text.text().chars().filter(c -> c == '/').count() != 1) {
            problems.add(new Problem(
                    text.range().start(),
                    text.range().end(),
                    "a prompt version has exactly one slash",
                    Optional.of("write prompt = 'name/version'")));
        }
    }

    /** A number beside a text field means the number in any spelling: {@code tag.version = 1} also finds 1.0. */
    private static ValueTest equal(BoundField field, Literal literal, Operand operand) {
        if (field.type() == FieldType.TEXT_OR_NUMBER && !(literal instanceof Literal.Text)) {
            return new ValueTest.AllOf(List.of(
                    new ValueTest.Ordered(Order.AT_LEAST, operand, true),
                    new ValueTest.Ordered(Order.AT_MOST, operand, true)));
        }
        return isNever(field, operand) ? new ValueTest.OneOf(List.of()) : new ValueTest.Equals(asText(field, operand));
    }

    /** A time is a number, and no number equals a text that stays one ({@link Values}); not in SQLite either. */
    private static boolean isNever(BoundField field, Operand operand) {
        return field.type() == FieldType.TIME && operand.number().isEmpty();
    }

    /** A quoted value beside a text field is that text, even if it spells a number. */
    private static Operand asText(BoundField field, Operand operand) {
        return field.type() == FieldType.TEXT_OR_NUMBER
                ? operand.text().map(Operand::text).orElse(operand)
                : operand;
    }

    private Optional<Test> ordered(BoundField field, Order order, Literal literal) {
        return values.operand(field, literal).map(operand -> new Test(field, ordered(field, order, operand)));
    }

    private static ValueTest ordered(BoundField field, Order order, Operand operand) {
        return new ValueTest.Ordered(order, operand, field.type() == FieldType.TEXT_OR_NUMBER);
    }

    private Optional<Test> between(Filter.Between between, BoundField field) {
        var low = values.operand(field, between.low());
        var high = values.operand(field, between.high());
        if (low.isEmpty() || high.isEmpty()) {
            return Optional.empty();
        }
        ValueTest inside = new ValueTest.AllOf(
                List.of(ordered(field, Order.AT_LEAST, low.get()), ordered(field, Order.AT_MOST, high.get())));
        return Optional.of(new Test(field, between.negated() ? new ValueTest.Not(inside) : inside));
    }

    private Optional<Test> membership(Filter.Membership membership, BoundField written) {
        var field = membership.negated() ? RunField.unlessEqual(written) : RunField.ifEqual(written);
        var operands = new ArrayList<Operand>();
        for (var choice : membership.choices()) {
            values.operand(field, choice).ifPresent(operands::add);
        }
        if (operands.size() < membership.choices().size()) {
            return Optional.empty();
        }
        ValueTest oneOf = new ValueTest.OneOf(operands.stream()
                .filter(operand -> !isNever(field, operand))
                .map(operand -> asText(field, operand))
                .toList());
        return Optional.of(new Test(field, membership.negated() ? new ValueTest.Not(oneOf) : oneOf));
    }

    private Optional<ValueTest> pattern(Filter.Comparison comparison, BoundField field) {
        var operator = comparison.operator();
        if (field.type() == FieldType.NUMBER || field.type() == FieldType.TIME || field.type() == FieldType.DURATION) {
            problems.add(new Problem(
                    comparison.range().start(),
                    comparison.range().end(),
                    comparison.key() + " is a number, " + operator.symbol() + " is for text",
                    Optional.of("use =, !=, <, <=, >, >=, IN or BETWEEN")));
            return Optional.empty();
        }
        if (!(comparison.value() instanceof Literal.Text literal)) {
            values.text(comparison.value());
            return Optional.empty();
        }
        return operator == Operator.RLIKE
                ? RegexSyntax.compile(literal, problems::add).map(ValueTest.Regex::new)
                : Optional.of(like(field, literal.text(), operator == Operator.ILIKE));
    }

    /** In span text, a pattern written for the server may hold JSON's escapes: what they decode to is tried too. */
    private static ValueTest like(BoundField field, String pattern, boolean ignoreCase) {
        var asWritten = LikePattern.of(pattern, ignoreCase);
        var decoded = field.type() == FieldType.LONG_TEXT ? asWritten.decoded() : Optional.<LikePattern>empty();
        return decoded.<ValueTest>map(
                        other -> new ValueTest.AnyOf(List.of(new ValueTest.Like(asWritten), new ValueTest.Like(other))))
                .orElseGet(() -> new ValueTest.Like(asWritten));
    }
}
