package dev.trawl.query.regex;

import dev.trawl.query.text.CaseFolding;
import dev.trawl.query.text.RequiredText;
import dev.trawl.query.text.RequiredText.AllOf;
import dev.trawl.query.text.RequiredText.AnyOf;
import dev.trawl.query.text.RequiredText.Anything;
import dev.trawl.query.text.RequiredText.Contains;
import java.util.List;

/** Leaves out of required texts what would not pay to look up: still sound, and says a little less. */
final class UsefulTexts {
    /** The index knows three code points at a time. */
    private static final int GRAM = 3;

    /** Short texts to choose from that are still worth a look, a guess: the ten digits are in every trace. */
    private static final int MOST_SHORT_CHOICES = 8;

    /** Choices that differ in as few code points at their ends have a common part worth naming. */
    private static final int LONGEST_TAIL = 4;

    private UsefulTexts() {}

    static RequiredText of(RequiredText text) {
        return switch (text) {
            case Anything anything -> anything;
            case Contains contains -> contains;
            case AllOf all ->
                withoutShortOnes(all.terms().stream().map(UsefulTexts::of).toList());
            case AnyOf any -> {
                var choices = any.choices().stream().map(UsefulTexts::of).toList();
                yield isWorthALook(choices.size(), length(any)) ? withCommonBeginning(choices) : new Anything();
            }
        };
    }

    /** Whether it pays to look so many texts up, of which the shortest has so many code points. */
    static boolean isWorthALook(int texts, int codePoints) {
        return codePoints >= GRAM || texts <= MOST_SHORT_CHOICES;
    }

    /** {@code 'a' AND 'timeout' -> 'timeout'}. */
    private static RequiredText withoutShortOnes(List<RequiredText> terms) {
        var atLeastGrams = terms.stream().filter(term -> length(term) >= GRAM).toList();
        return RequiredText.allOf(atLeastGrams.isEmpty() ? terms : atLeastGrams);
    }

    /** Code points of the longest text that is surely looked up. */
    private static int length(RequiredText text) {
        return switch (text) {
            case Anything anything -> 0;
            case Contains contains ->
                contains.text().codePointCount(0, contains.text().length());
            case AllOf all ->
                all.terms().stream().mapToInt(UsefulTexts::length).max().orElse(0);
            case AnyOf any ->
                any.choices().stream().mapToInt(UsefulTexts::length).min().orElse(0);
        };
    }

    /** {@code 'INC-0' OR 'INC-1' -> 'INC-' AND ('C-0' OR 'C-1')}. */
    private static RequiredText withCommonBeginning(List<RequiredText> choices) {
        if (choices.size() < 2 || !choices.stream().allMatch(Contains.class::isInstance)) {
            return RequiredText.anyOf(choices);
        }
        var texts = choices.stream().map(choice -> ((Contains) choice).text()).toList();
        int common = texts.stream()
                .skip(1)
                .reduce(texts.getFirst(), UsefulTexts::commonBeginning)
                .length();
        var first = texts.getFirst();
        boolean tails = texts.stream().allMatch(text -> text.codePointCount(common, text.length()) <= LONGEST_TAIL);
        if (first.codePointCount(0, common) < GRAM || !tails) {
            return RequiredText.anyOf(choices);
        }
        int overlap = first.length()
                - first.substring(first.offsetByCodePoints(common, 1 - GRAM)).length();
        var ends = texts.stream()
                .map(text -> RequiredText.contains(text.substring(overlap)))
                .toList();
        return RequiredText.allOf(List.of(new Contains(first.substring(0, common)), RequiredText.anyOf(ends)));
    }

    private static String commonBeginning(String one, String other) {
        int common = 0;
        while (common < Math.min(one.length(), other.length())) {
            int codePoint = one.codePointAt(common);
            if (CaseFolding.fold(codePoint) != CaseFolding.fold(other.codePointAt(common))) {
                break;
            }
            common += Character.charCount(codePoint);
        }
        return one.substring(0, common);
    }
}
