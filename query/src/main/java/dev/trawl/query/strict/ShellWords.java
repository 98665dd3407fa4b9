package dev.trawl.query.strict;

import java.util.ArrayList;
import java.util.List;

/** Splits text into words as Python's {@code shlex.split} does: like a POSIX shell, without comments. */
final class ShellWords {
    private ShellWords() {}

    static List<String> split(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (quote != 0) {
                if (character == quote) {
                    quote = 0;
                } else if (character == '\\' && quote == '"') {
                    char escaped = escaped(text, ++i);
                    word.append(escaped == '"' || escaped == '\\' ? "" : "\\").append(escaped);
                } else {
                    word.append(character);
                }
            } else if (character == ' ' || character == '\t' || character == '\r' || character == '\n') {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                    inWord = false;
                }
            } else {
                inWord = true;
                if (character == '\'' || character == '"') {
                    quote = character;
                } else {
                    word.append(character == '\\' ? escaped(text, ++i) : character);
                }
            }
        }
        if (quote != 0) {
            throw Refusal.internal("No closing quotation").asException();
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }

    private static char escaped(String text, int place) {
        if (place >= text.length()) {
            throw Refusal.internal("No escaped character").asException();
        }
        return text.charAt(place);
    }
}
