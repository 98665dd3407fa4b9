package dev.trawl.query.regex;

import dev.trawl.query.regex.CodePointSet.Range;
import dev.trawl.query.text.CaseFolding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The letters that RE2/J 1.8 takes for the same ones under {@code (?i)}: {@code k}, {@code K} and the Kelvin sign.
 *
 * <p>They are those that fold to the same letter, but for the nine Cyrillic ones that RE2/J does not know, though the JDK
 * does (see {@code EndlessFolding}). RE2/J folds a letter that stands alone wherever it is, but of a class only what is
 * between {@link #FIRST_FOLDED} and {@link #LAST_FOLDED} ({@code CharClass.appendFoldedRange}).
 */
final class CaseVariants {
    static final int FIRST_FOLDED = 0x41;
    static final int LAST_FOLDED = 0x1044F;

    private static final int FIRST_UNKNOWN = 0x1C80;
    private static final int LAST_UNKNOWN = 0x1C88;

    /** No script with two cases lies beyond the second plane. */
    private static final int LAST_WITH_CASE = 0x1FFFF;

    /** By the folded letter, those with more than one variant only. */
    private static final Map<Integer, List<Integer>> VARIANTS = variants();

    private CaseVariants() {}

    /** The letter in all its cases, itself among them. */
    static CodePointSet of(int codePoint) {
        var variants = VARIANTS.get(CaseFolding.fold(codePoint));
        return variants == null
                ? CodePointSet.of(codePoint)
                : CodePointSet.ofRanges(variants.stream()
                        .map(letter -> new Range(letter, letter))
                        .toList());
    }

    /** What a class with this range has under {@code (?i)}. */
    static CodePointSet ofRange(int first, int last) {
        var ranges = new ArrayList<Range>();
        ranges.add(new Range(first, last));
        boolean everyFolded = first <= FIRST_FOLDED && last >= LAST_FOLDED;
        if (!everyFolded) {
            for (int letter = Math.max(first, FIRST_FOLDED); letter <= Math.min(last, LAST_FOLDED); letter++) {
                ranges.addAll(of(letter).ranges());
            }
        }
        return CodePointSet.ofRanges(ranges);
    }

    private static Map<Integer, List<Integer>> variants() {
        var variants = new HashMap<Integer, List<Integer>>();
        for (int letter = 0; letter <= LAST_WITH_CASE; letter++) {
            if (letter < FIRST_UNKNOWN || letter > LAST_UNKNOWN) {
                int folded = CaseFolding.fold(letter);
                if (folded != letter) {
                    variants.computeIfAbsent(folded, own -> new ArrayList<>(List.of(own)))
                            .add(letter);
                }
            }
        }
        return Map.copyOf(variants);
    }
}
