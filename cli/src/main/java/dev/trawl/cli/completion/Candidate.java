package dev.trawl.cli.completion;

/**
 * What could stand in place of a word.
 *
 * @param meaning for shells that show it; may be empty
 */
record Candidate(String text, String meaning) {
    static Candidate of(String text) {
        return new Candidate(text, "");
    }

    /** Both with a tab between them, as fish reads them and our scripts for the other shells do. */
    String line() {
        return text + (meaning.isEmpty() ? "" : "\t" + meaning.replaceAll("\\s+", " "));
    }
}
