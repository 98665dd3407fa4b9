package dev.trawl.cli.completion;

import java.util.List;
import java.util.stream.Stream;

/**
 * What could stand in place of a word.
 *
 * @param meaning for shells that show it; may be empty
 */
record Candidate(String text, String meaning) {
    static Candidate of(String text) {
        return new Candidate(text, "");
    }

    /** Whether it says what the shell itself should complete. */
    boolean isOfShell() {
        return text.startsWith(":");
    }

    /** The words that begin so. */
    static List<Candidate> matching(Stream<String> words, String typed) {
        return words.filter(word -> word.startsWith(typed)).map(Candidate::of).toList();
    }

    /** Behind a text that stays. */
    static List<Candidate> behind(String before, List<Candidate> found) {
        return found.stream()
                .map(candidate -> new Candidate(before + candidate.text, candidate.meaning))
                .toList();
    }

    /** Both with a tab between them, as fish reads them and our scripts for the other shells do. */
    String line() {
        return text + (meaning.isEmpty() ? "" : "\t" + meaning.replaceAll("\\s+", " "));
    }
}
