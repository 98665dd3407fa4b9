package dev.trawl.query.text;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What every text that matches a pattern contains, without regard to case ({@link CaseFolding}). Many texts that contain
 * it do not match.
 *
 * <p>A tree can only be built simplified: no terms within terms of the same kind, no two that say the same, none that
 * another one implies.
 */
public sealed interface RequiredText {

    /** Nothing is known to be required. */
    record Anything() implements RequiredText {
        @Override
        public String toString() {
            return "anything";
        }
    }

    /** This text, never empty, in the case in which the pattern has it. */
    record Contains(String text) implements RequiredText {
        public Contains {
            if (text.isEmpty()) {
                throw new IllegalArgumentException("every text contains the empty one");
            }
        }

        @Override
        public String toString() {
            return "'" + text + "'";
        }
    }

    /** All of these, at least two. */
    record AllOf(List<RequiredText> terms) implements RequiredText {
        public AllOf {
            terms = atLeastTwo(terms);
        }

        @Override
        public String toString() {
            return joined(terms, " AND ");
        }
    }

    /** At least one of these, of which there are at least two. */
    record AnyOf(List<RequiredText> choices) implements RequiredText {
        public AnyOf {
            choices = atLeastTwo(choices);
        }

        @Override
        public String toString() {
            return joined(choices, " OR ");
        }
    }

    /** The text; the empty one is contained in all. */
    static RequiredText contains(String text) {
        return text.isEmpty() ? new Anything() : new Contains(text);
    }

    /** All of them, simplified; {@link Anything} if there are none. */
    static RequiredText allOf(Collection<? extends RequiredText> terms) {
        var flat = new LinkedHashSet<RequiredText>();
        for (var term : terms) {
            switch (term) {
                case AllOf all -> flat.addAll(all.terms());
                case Anything anything -> {}
                case Contains contains -> flat.add(contains);
                case AnyOf any -> flat.add(any);
            }
        }
        var kept = RequiredTextOrder.withoutImplied(flat);
        return kept.isEmpty() ? new Anything() : kept.size() == 1 ? kept.getFirst() : new AllOf(kept);
    }

    /** Any of them, simplified; {@link Anything} if one is, or if there are none. */
    static RequiredText anyOf(Collection<? extends RequiredText> choices) {
        var flat = new LinkedHashSet<RequiredText>();
        for (var choice : choices) {
            switch (choice) {
                case AnyOf any -> flat.addAll(any.choices());
                case Anything anything -> {
                    return anything;
                }
                case Contains contains -> flat.add(contains);
                case AllOf all -> flat.add(all);
            }
        }
        var kept = RequiredTextOrder.withoutImplying(flat);
        return kept.isEmpty() ? new Anything() : kept.size() == 1 ? kept.getFirst() : new AnyOf(kept);
    }

    private static List<RequiredText> atLeastTwo(List<RequiredText> terms) {
        if (terms.size() < 2 || terms.stream().anyMatch(Anything.class::isInstance)) {
            throw new IllegalArgumentException("not two required texts: " + terms);
        }
        return List.copyOf(terms);
    }

    private static String joined(List<RequiredText> terms, String separator) {
        return terms.stream().map(RequiredText::toString).collect(Collectors.joining(separator, "(", ")"));
    }
}
