package dev.trawl.query.scan;

import dev.trawl.query.bind.LikePattern.Part;
import dev.trawl.query.bind.LikePattern.Text;
import dev.trawl.trace.Utf8Text;
import java.util.List;
import java.util.Optional;

/**
 * Finds a long piece of a pattern of LIKE, wherever it stands in a text, in time that no text can make bad.
 *
 * <p>Looking for the piece's first letters and comparing the rest is fastest as a rule, but takes the product of both
 * lengths at worst. In a million {@code a}, on one core of a server with Java 25, it took 26 seconds to find that there is
 * no {@code a_} 2,500 times before another letter ({@link BitParallelSearch}: 0.05), and 165 that there are no 500,000
 * {@code a} before another letter ({@link PlainSearch}: 0.01).
 */
sealed interface PieceSearch permits BitParallelSearch, PlainSearch {
    /** Code points from which on it pays for a piece with {@code _}, and for a plain text, which the JVM finds fast. */
    int SHORTEST = 32;

    int SHORTEST_TEXT = 1_024;

    /** Where the leftmost occurrence at or behind the offset ends, or -1; both are offsets into the bytes. */
    int end(Utf8Text text, int offset);

    /** A search for the piece, if it is so long that this way is the better one. */
    static Optional<PieceSearch> of(List<Part> parts) {
        if (parts.size() == 1 && parts.getFirst() instanceof Text text) {
            return text.text().length() < SHORTEST_TEXT ? Optional.empty() : Optional.of(new PlainSearch(text.text()));
        }
        return length(parts) < SHORTEST ? Optional.empty() : Optional.of(new BitParallelSearch(parts));
    }

    /** Code points that a match of the parts has. */
    static int length(List<Part> parts) {
        return parts.stream()
                .mapToInt(part -> part instanceof Text text
                        ? text.text().codePointCount(0, text.text().length())
                        : 1)
                .sum();
    }
}
