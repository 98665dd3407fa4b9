package dev.trawl.cli.help;

import dev.trawl.cli.console.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/** Something that {@code trawl help} explains besides the commands. */
public enum HelpTopic {
    FILTERS("filters", "what a filter can say"),
    EXIT_CODES("exit-codes", "with which number trawl ends");

    private final String word;
    private final String meaning;

    HelpTopic(String word, String meaning) {
        this.word = word;
        this.meaning = meaning;
    }

    /** The topic that a word names. */
    public static Optional<HelpTopic> named(String word) {
        return Arrays.stream(values()).filter(topic -> topic.word.equals(word)).findFirst();
    }

    /** As it is written on the command line. */
    public String word() {
        return word;
    }

    public String meaning() {
        return meaning;
    }

    /** What there is to say, lines without a line end after the last. */
    public String text() {
        return switch (this) {
            case FILTERS -> resource("filters.txt");
            case EXIT_CODES -> exitCodes();
        };
    }

    private static String exitCodes() {
        var text = new StringBuilder("The number with which trawl ends says what became of it:\n\n");
        ExitCode.meanings()
                .forEach((number, meaning) -> text.append("  ")
                        .append(" ".repeat(Math.max(0, 3 - number.length())))
                        .append(number)
                        .append("  ")
                        .append(meaning)
                        .append('\n'));
        return text.append(
                        "\n./trawl itself ends with 69 when there is no fitting Java, and with 70 when it cannot build.\n")
                .append("A reader that goes away (trawl search | head) is no failure.")
                .toString();
    }

    private static String resource(String name) {
        try (var stream = Objects.requireNonNull(HelpTopic.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
