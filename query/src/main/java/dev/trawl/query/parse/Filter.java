package dev.trawl.query.parse;

import dev.trawl.query.TextLiteral;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A filter as the user wrote it: names unresolved, operators unchecked, positions kept for messages. {@code Binder}
 * decides what it means. Its text form parses to the same tree.
 */
public sealed interface Filter {
    /** Where it stands in the text. */
    SourceRange range();

    /** No condition at all: an empty filter, or one of nothing but {@code AND}. Only the whole filter can be this. */
    record Everything(SourceRange range) implements Filter {
        @Override
        public String toString() {
            return "";
        }
    }

    /** Terms joined by AND, written or left out; at least two. */
    record And(List<Filter> terms, SourceRange range) implements Filter {
        public And {
            terms = atLeastTwo(terms);
        }

        @Override
        public String toString() {
            return terms.stream()
                    .map(term -> term instanceof Or || term instanceof And ? "(" + term + ")" : term.toString())
                    .collect(Collectors.joining(" AND "));
        }
    }

    /** Terms joined by OR, at least two. */
    record Or(List<Filter> terms, SourceRange range) implements Filter {
        public Or {
            terms = atLeastTwo(terms);
        }

        @Override
        public String toString() {
            return terms.stream()
                    .map(term -> term instanceof Or ? "(" + term + ")" : term.toString())
                    .collect(Collectors.joining(" OR "));
        }
    }

    record Not(Filter term, SourceRange range) implements Filter {
        @Override
        public String toString() {
            return term instanceof And || term instanceof Or ? "NOT (" + term + ")" : "NOT " + term;
        }
    }

    /** {@code EXISTS (…)}: some span, whatever the spans of the rest of the filter. */
    record Exists(Filter term, SourceRange range) implements Filter {
        @Override
        public String toString() {
            return "EXISTS (" + term + ")";
        }
    }

    /** {@code span.name [NOT] LIKE 'chat%'}; only the patterns can be negated, the others have an opposite. */
    record Comparison(Key key, Operator operator, boolean negated, Literal value, SourceRange range) implements Filter {
        public Comparison {
            if (negated && !operator.matchesPattern()) {
                throw new IllegalArgumentException("NOT " + operator.symbol());
            }
        }

        @Override
        public String toString() {
            return key + (negated ? " NOT " : " ") + operator.symbol() + " " + value;
        }
    }

    /** {@code status [NOT] IN ('OK', 'ERROR')}; never empty. */
    record Membership(Key key, boolean negated, List<Literal> choices, SourceRange range) implements Filter {
        public Membership {
            choices = List.copyOf(choices);
            if (choices.isEmpty()) {
                throw new IllegalArgumentException("an empty list");
            }
        }

        @Override
        public String toString() {
            return key + (negated ? " NOT IN (" : " IN (")
                    + choices.stream().map(Filter::listItem).collect(Collectors.joining(", ")) + ")";
        }
    }

    /** {@code tag.user IS [NOT] NULL}. */
    record NullCheck(Key key, boolean negated, SourceRange range) implements Filter {
        @Override
        public String toString() {
            return key + (negated ? " IS NOT NULL" : " IS NULL");
        }
    }

    /** {@code duration [NOT] BETWEEN 1 AND 2}, both ends included. */
    record Between(Key key, boolean negated, Literal low, Literal high, SourceRange range) implements Filter {
        @Override
        public String toString() {
            return key + (negated ? " NOT BETWEEN " : " BETWEEN ") + low + " AND " + high;
        }
    }

    private static List<Filter> atLeastTwo(List<Filter> terms) {
        if (terms.size() < 2) {
            throw new IllegalArgumentException("fewer than two terms");
        }
        return List.copyOf(terms);
    }

    private static String listItem(Literal item) {
        return item instanceof Literal.Text text ? TextLiteral.inList(text.text()) : item.toString();
    }
}
