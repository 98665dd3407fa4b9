package dev.trawl.query.bind;

import dev.trawl.query.ServerDifference;
import dev.trawl.query.parse.Filter;
import dev.trawl.query.parse.FilterParser;
import dev.trawl.query.parse.Key;
import dev.trawl.query.parse.Literal;
import dev.trawl.query.parse.Operator;
import dev.trawl.query.parse.WhiteSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds what an MLflow server would do otherwise with a filter that trawl understands. */
public final class ServerDifferences {
    private ServerDifferences() {}

    /** All reasons that apply to a filter which parses; filters that a server refuses altogether are told elsewhere. */
    public static List<ServerDifference> of(String text) {
        var collector = new Collector(text);
        var tree = FilterParser.parse(text, true).filter();
        collector.visit(tree);
        collector.timeBound();
        if (collector.runs > 1) {
            collector.add(8, "of several run_id clauses a server heeds only the last");
        }
        if (!tree.toString().equals(FilterParser.parse(text, false).filter().toString())) {
            collector.add(10, "a server reads a doubled quote as two quotes");
        }
        return collector.found.stream().distinct().toList();
    }

    private static final class Collector {
        private final List<ServerDifference> found = new ArrayList<>();
        private final FieldResolver fields = new FieldResolver(problem -> {});
        private boolean spans;
        private boolean lowerTimeBound;
        private final String text;
        private int runs;

        Collector(String text) {
            this.text = text;
        }

        void visit(Filter filter) {
            switch (filter) {
                case Filter.Everything everything -> {}
                case Filter.And and -> {
                    and.terms().forEach(this::visit);
                    joined(and.terms());
                }
                case Filter.Or or -> or.terms().forEach(this::visit);
                case Filter.Not not -> visit(not.term());
                case Filter.Exists exists -> visit(exists.term());
                case Filter.Comparison comparison -> comparison(comparison);
                case Filter.Membership membership -> field(membership.key());
                case Filter.NullCheck check -> field(check.key());
                case Filter.Between between -> field(between.key());
            }
        }

        /** Whether an AND is left out where a server does not expect that. */
        private void joined(List<Filter> terms) {
            for (int i = 1; i < terms.size(); i++) {
                var before = terms.get(i - 1);
                if (terms.get(i) instanceof Filter.NullCheck check
                        && !(before instanceof Filter.NullCheck)
                        && WhiteSpace.isAll(text.substring(
                                before.range().end(), check.range().start()))) {
                    add(16, "without an AND a server takes the condition before " + check + " for part of the name");
                }
            }
        }

        private Optional<BoundField> field(Key key) {
            var field = fields.resolve(key);
            if (key.quoted() && key.entity().filter(Collector::hasTheTracesOwn).isPresent() && isAlias(key.name())) {
                add(11, "a server reads " + key + " as the trace's own " + key.name() + ", quoted or not");
            }
            if (key.inBackticks()) {
                add(11, "a server cuts the backticks off " + key);
            }
            field.ifPresent(this::note);
            return field;
        }

        /** Whether a server reads some names behind the entity as the trace's own, though they are not. */
        private static boolean hasTheTracesOwn(String entity) {
            return switch (entity) {
                case "span", "trace", "attribute", "attributes" -> false;
                default -> true;
            };
        }

        private static boolean isAlias(String name) {
            return List.of("name", "prompt", "run_id", "text", "timestamp", "execution_time", "end_time")
                    .contains(name.toLowerCase(Locale.ROOT));
        }

        private void note(BoundField field) {
            if (field instanceof BoundField.OfSpan ofSpan) {
                spans = true;
                if (ofSpan.field() instanceof SpanField.Keyed) {
                    add(
                            1,
                            "a server looks for the key and later the value anywhere in the span's JSON, and = never matches");
                }
                if (ofSpan.type() == FieldType.LONG_TEXT) {
                    add(
                            6,
                            "archived traces no longer match text on a server, and spans that are kept as artifacts never do");
                }
                if (ofSpan.field() == SpanField.Attribute.TYPE) {
                    add(
                            14,
                            "a server keeps no type for some spans that came by OpenTelemetry, though their JSON tells it");
                }
            }
        }

        private void comparison(Filter.Comparison comparison) {
            var bound = field(comparison.key());
            var operator = comparison.operator();
            if (bound.isEmpty()) {
                return;
            }
            boolean ofRun = operator == Operator.EQUAL && isRun(RunField.ifEqual(bound.get()));
            if (ofRun) {
                runs++;
            }
            if ((operator == Operator.GREATER || operator == Operator.AT_LEAST) && isTimestamp(bound.get())) {
                lowerTimeBound = true;
            }
            if (comparison.value() instanceof Literal.Text literal) {
                if (ofRun && literal.text().isEmpty()) {
                    add(8, "a server leaves out a run_id clause that is empty");
                }
                PatternDifferences.of(operator, literal.text(), bound.get()).forEach(found::add);
            }
        }

        private static boolean isRun(BoundField field) {
            return field instanceof BoundField.OfTrace ofTrace && ofTrace.field() == TraceField.Attribute.RUN;
        }

        private static boolean isTimestamp(BoundField field) {
            return field instanceof BoundField.OfTrace ofTrace && ofTrace.field() == TraceField.Attribute.TIMESTAMP_MS;
        }

        private void timeBound() {
            if (spans && lowerTimeBound) {
                add(7, "a server also leaves out traces whose span began 10 s before the lower bound of time");
            }
        }

        private void add(int improvement, String sentence) {
            found.add(new ServerDifference(improvement, sentence));
        }
    }
}
