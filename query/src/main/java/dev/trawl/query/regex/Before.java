package dev.trawl.query.regex;

import dev.trawl.query.regex.Regex.Place;
import dev.trawl.query.text.Words;
import java.util.List;

/** What stands before a place in a text, as far as a program asks. */
enum Before {
    BEGINNING,
    NEWLINE,
    WORD,
    OTHER;

    static final List<Before> VALUES = List.of(values());

    /** Of the place behind a byte. */
    static Before behind(int read, ByteProgram program) {
        if (read == TextAutomaton.SEPARATOR) {
            return BEGINNING;
        }
        if (read == '\n' && program.asksFor(Place.LINE_BEGINNING)) {
            return NEWLINE;
        }
        boolean words = program.asksFor(Place.WORD_BOUNDARY) || program.asksFor(Place.NO_WORD_BOUNDARY);
        return words && Words.isOfAsciiWord(read) ? WORD : OTHER;
    }

    /** Whether the place between this and the next byte, or the end of the text, is the right one. */
    boolean is(Place place, int next) {
        boolean end = next == TextAutomaton.SEPARATOR;
        return switch (place) {
            case TEXT_BEGINNING -> this == BEGINNING;
            case TEXT_END -> end;
            case LINE_BEGINNING -> this == BEGINNING || this == NEWLINE;
            case LINE_END -> end || next == '\n';
            case WORD_BOUNDARY -> (this == WORD) != Words.isOfAsciiWord(next);
            case NO_WORD_BOUNDARY -> (this == WORD) == Words.isOfAsciiWord(next);
        };
    }
}
