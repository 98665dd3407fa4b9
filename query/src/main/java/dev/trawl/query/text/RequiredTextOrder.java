package dev.trawl.query.text;

import dev.trawl.query.text.RequiredText.AllOf;
import dev.trawl.query.text.RequiredText.AnyOf;
import dev.trawl.query.text.RequiredText.Anything;
import dev.trawl.query.text.RequiredText.Contains;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Which required text implies which other one: what contains {@code timeout} contains {@code time}. */
final class RequiredTextOrder {
    /**
     * Terms, and pairs of texts within two of them, that are compared at most, a guess: comparing takes the square, and
     * what is not found to be implied costs a superfluous look-up only.
     */
    private static final int MOST_COMPARED = 1_000;

    private RequiredTextOrder() {}

    /** {@code 'time' AND 'timeout' -> 'timeout'}. */
    static List<RequiredText> withoutImplied(Collection<RequiredText> terms) {
        return reduced(terms, false);
    }

    /** {@code 'time' OR 'timeout' -> 'time'}. */
    static List<RequiredText> withoutImplying(Collection<RequiredText> choices) {
        return choices.stream().allMatch(Contains.class::isInstance) ? shortest(choices) : reduced(choices, true);
    }

    /** The same for texts, of which there may be many, and most are of one length. */
    private static List<RequiredText> shortest(Collection<RequiredText> texts) {
        var folded = new ArrayList<String>();
        texts.forEach(text -> folded.add(CaseFolding.fold(((Contains) text).text())));
        var kept = new ArrayList<RequiredText>();
        int at = 0;
        for (var text : texts) {
            if (!saysMore(folded, at)) {
                kept.add(text);
            }
            at++;
        }
        return kept;
    }

    private static boolean saysMore(List<String> texts, int at) {
        var text = texts.get(at);
        for (int i = 0; i < texts.size(); i++) {
            var other = texts.get(i);
            boolean first = other.length() < text.length() || (other.length() == text.length() && i < at);
            if (first && text.contains(other)) {
                return true;
            }
        }
        return false;
    }

    private static List<RequiredText> reduced(Collection<RequiredText> all, boolean keepWeaker) {
        if (all.size() > MOST_COMPARED) {
            return List.copyOf(all);
        }
        var kept = new ArrayList<RequiredText>();
        for (var one : all) {
            boolean superfluous =
                    kept.stream().anyMatch(other -> keepWeaker ? implies(one, other) : implies(other, one));
            if (!superfluous) {
                kept.removeIf(other -> keepWeaker ? implies(other, one) : implies(one, other));
                kept.add(one);
            }
        }
        return kept;
    }

    private static int size(RequiredText text) {
        return switch (text) {
            case Anything anything -> 0;
            case Contains contains -> 1;
            case AllOf all ->
                all.terms().stream().mapToInt(RequiredTextOrder::size).sum();
            case AnyOf any ->
                any.choices().stream().mapToInt(RequiredTextOrder::size).sum();
        };
    }

    /** Whether every text that has the one has the other, as far as can be seen: false may be wrong. */
    private static boolean implies(RequiredText one, RequiredText other) {
        boolean single = one instanceof Contains || other instanceof Contains;
        if (!single && size(one) * size(other) > MOST_COMPARED) {
            return one.equals(other);
        }
        if (other instanceof Anything) {
            return true;
        }
        if (other instanceof AllOf all) {
            return all.terms().stream().allMatch(term -> implies(one, term));
        }
        return switch (one) {
            case Anything anything -> false;
            case AnyOf any -> any.choices().stream().allMatch(choice -> implies(choice, other));
            case AllOf all -> all.terms().stream().anyMatch(term -> implies(term, other));
            case Contains contains -> containsOneOf(contains, other);
        };
    }

    private static boolean containsOneOf(Contains one, RequiredText other) {
        return switch (other) {
            case Contains contains -> CaseFolding.fold(one.text()).contains(CaseFolding.fold(contains.text()));
            case AnyOf any -> any.choices().stream().anyMatch(choice -> implies(one, choice));
            case AllOf all -> all.terms().stream().allMatch(term -> implies(one, term));
            case Anything anything -> true;
        };
    }
}
