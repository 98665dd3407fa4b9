package dev.trawl.cli.console;

import java.util.Optional;

/** Finds the name that a person who mistyped probably meant. */
public final class Similar {
    private static final int LETTERS_PER_MISTAKE = 3;

    private Similar() {}

    /** The name with the fewest mistakes (letters more, less, other or swapped), if they are few for its length. */
    public static Optional<String> to(String wrong, Iterable<String> names) {
        var best = Optional.<String>empty();
        int fewest = Math.max(1, wrong.length() / LETTERS_PER_MISTAKE) + 1;
        for (var name : names) {
            int mistakes = mistakes(wrong, name);
            if (mistakes < fewest) {
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
