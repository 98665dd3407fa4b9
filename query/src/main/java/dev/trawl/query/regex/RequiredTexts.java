package dev.trawl.query.regex;

import dev.trawl.query.regex.Regex.At;
import dev.trawl.query.regex.Regex.Choice;
import dev.trawl.query.regex.Regex.Empty;
import dev.trawl.query.regex.Regex.OneOf;
import dev.trawl.query.regex.Regex.Repetition;
import dev.trawl.query.regex.Regex.Sequence;
import dev.trawl.query.regex.Regex.Unknown;
import dev.trawl.query.text.CaseFolding;
import dev.trawl.query.text.RequiredText;

/** What every text that matches a regular expression must contain: sound and not complete. */
public final class RequiredTexts {
    /** Members of a class, case aside, that are still tried one by one: a hexadecimal digit has sixteen. */
    private static final int MOST_MEMBERS = 16;

    /** No class with as few members has as many cases. */
    private static final int MOST_CASES = 4 * MOST_MEMBERS;

    private RequiredTexts() {}

    public static RequiredText of(Regex regex) {
        return UsefulTexts.of(contents(regex).required());
    }

    private static Contents contents(Regex regex) {
        return switch (regex) {
            case Empty empty -> Contents.EMPTY;
            case At at -> Contents.EMPTY;
            case Unknown unknown -> Contents.UNKNOWN;
            case OneOf oneOf -> letter(oneOf.set());
            case Sequence sequence ->
                Contents.sequence(
                        sequence.parts().stream().map(RequiredTexts::contents).toList());
            case Choice choice ->
                Contents.choice(
                        choice.branches().stream().map(RequiredTexts::contents).toList());
            case Repetition repetition ->
                contents(repetition.repeated()).repeated(repetition.least(), repetition.most());
        };
    }

    /** A single letter keeps its case, several become small ones. */
    private static Contents letter(CodePointSet set) {
        if (set.size() > MOST_CASES || set.ranges().isEmpty()) {
            return Contents.UNKNOWN;
        }
        var members = set.codePoints()
                .map(letter -> set.size() == 1 ? letter : CaseFolding.fold(letter))
                .distinct()
                .mapToObj(Character::toString)
                .toList();
        return members.size() > MOST_MEMBERS ? Contents.UNKNOWN : Contents.of(new TextSet(members));
    }
}
