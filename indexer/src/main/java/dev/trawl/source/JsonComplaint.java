package dev.trawl.source;

import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** A JSON parser's complaint in words for people: without the parser's view of where the input came from. */
final class JsonComplaint {
    private static final int LONGEST = 160;

    private JsonComplaint() {}

    static String of(JacksonException exception) {
        var cause = exception instanceof JacksonIOException ? exception.getCause() : null;
        var message = String.valueOf(cause == null ? exception.getOriginalMessage() : cause.getMessage());
        if (exception instanceof UnexpectedEndOfInputException || message.startsWith("Unexpected end-of-input")) {
            return "the JSON is cut off";
        }
        if (message.startsWith("Trailing token")) {
            return "more stands behind the JSON of the trace";
        }
        var plain = message.lines()
                .findFirst()
                .orElse("")
                .replaceAll("\\s*\\(for \\w+ starting at .*|\\s+at \\[Source.*|: was expecting .*", "");
        return "no JSON: " + (plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST - 1) + "…");
    }
}
