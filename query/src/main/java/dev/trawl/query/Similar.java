package dev.trawl.query;

import java.util.Locale;
import java.util.Optional;

/** Finds the name that a person who mistyped probably meant. */
public final class Similar {
    private static final int LETTERS_PER_MISTAKE = 3;
    private static final int LETTERS_PER_MISTAKE_OF_FEW = 2;

    private Similar() {}

    /**
     * The name with the fewest mistakes (letters more, less, other or swapped), if there is at most one for each three of its
     * letters; the first of several. Case does not count.
     */
    public static Optional<String> to(String wrong, Iterable<String> names) {
        return to(wrong, names, LETTERS_PER_MISTAKE);
    }

    /** The same for one of a few names that are all short: at most every second letter is a mistake. */
    public static Optional<String> toFew(String wrong, Iterable<String> names) {
        return to(wrong, names, LETTERS_PER_MISTAKE_OF_FEW);
    }

    private static Optional<String> to(String wrong, Iterable<String> names, int lettersPerMistake) {
        var best = Optional.<String>empty();
        int fewest = Integer.MAX_VALUE;
        for (var name : names) {
            int allowed = Math.max(1, name.length() / lettersPerMistake);
            int mistakes = Math.abs(wrong.length() - name.length()) > allowed
                    ? Integer.MAX_VALUE
                    : mistakes(wrong.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
            if (mistakes <= allowed && mistakes < fewest) {
                fewest = mistakes;
                best = Optional.of(name);
            }
        }
        return best;
    }

    /** The optimal string alignment distance. */
    private static int mistakes(String a, String b) {
        int[][] distance = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    distance[i][j] = i + j;
                    continue;
                }
                int other = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int least = Math.min(distance[i - 1][j], distance[i][j - 1]) + 1;
                least = Math.min(least, distance[i - 1][j - 1] + other);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    least = Math.min(least, distance[i - 2][j - 2] + 1);
                }
                distance[i][j] = least;
            }
        }
        return distance[a.length()][b.length()];
    }
}
