package dev.trawl.query.bind;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Case-blind patterns that RE2/J 1.8 never finishes to compile. It goes through the cases of a letter until it comes back
 * to the first one, and from nine Cyrillic letters, which the JDK knows and its own tables do not, it never does
 * (google/re2j issue 168).
 */
final class EndlessFolding {
    private static final int FIRST = 0x1C80;
    private static final int LAST = 0x1C88;

    private static final Pattern CASE_BLIND = Pattern.compile("\\(\\?[a-zA-Z]*i");
    private static final Pattern LETTER = Pattern.compile("\\\\x\\{([0-9a-fA-F]{1,8})}|\\\\?(.)", Pattern.DOTALL);

    private EndlessFolding() {}

    /** The first of the nine letters that the pattern names, alone or in a range of a class; none if it is not case-blind. */
    static Optional<String> in(String pattern) {
        return CASE_BLIND.matcher(pattern).find() ? unfoldable(letters(pattern)) : Optional.empty();
    }

    private static List<Integer> letters(String pattern) {
        var letters = new ArrayList<Integer>();
        var matcher = LETTER.matcher(pattern);
        while (matcher.find()) {
            var digits = matcher.group(1);
            letters.add(
                    digits == null
                            ? matcher.group(2).codePointAt(0)
                            : (int) Math.min(Long.parseLong(digits, 16), Character.MAX_CODE_POINT));
        }
        return letters;
    }

    private static Optional<String> unfoldable(List<Integer> letters) {
        for (int i = 0; i < letters.size(); i++) {
            int low = letters.get(i);
            boolean range = i + 2 < letters.size() && letters.get(i + 1) == '-';
            int high = range ? letters.get(i + 2) : low;
            if ((low >= FIRST && low <= LAST) || (low < FIRST && high >= FIRST)) {
                return Optional.of(Character.toString(Math.max(low, FIRST)));
            }
        }
        return Optional.empty();
    }
}
