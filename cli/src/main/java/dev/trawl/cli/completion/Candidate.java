package dev.trawl.cli.completion;

import java.util.List;
import java.util.stream.Stream;

/**
 * What could stand in place of a word.
 *
 * @param text empty in an instruction to the shell: to complete by itself what the meaning names
 * @param meaning for shells that show it; may be empty
 */
record Candidate(String text, String meaning) {
    static final Candidate FILES = new Candidate("", "files");

    static final Candidate FOLDERS = new Candidate("", "folders");

    static Candidate of(String text) {
        return new Candidate(text, "");
    }

    /** Whether it says what the shell itself should complete. */
    boolean isOfShell() {
        return text.isEmpty();
    }

    /** The words that begin so; an empty one is none. */
    static List<Candidate> matching(Stream<String> words, String typed) {
        return words.filter(word -> word.startsWith(typed) && !word.isEmpty())
                .map(Candidate::of)
                .toList();
    }

    /** Behind a text that stays. */
    static List<Candidate> behind(String before, List<Candidate> found) {
        return found.stream()
                .map(candidate -> new Candidate(before + candidate.text, candidate.meaning))
                .toList();
    }

    /**
     * Both with a tab between them, as fish reads them and our scripts for the other shells do. An instruction begins with
     * the tab, and nothing else does.
     */
    String line() {
        return text + (meaning.isEmpty() ? "" : "\t" + meaning.replaceAll("\\s+", " "));
    }
}
