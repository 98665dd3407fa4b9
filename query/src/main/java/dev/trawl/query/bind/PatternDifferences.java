package dev.trawl.query.bind;

import dev.trawl.query.ServerDifference;
import dev.trawl.query.parse.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds what an MLflow server, on SQLite, would do otherwise with a value or a pattern that a field is compared with. */
final class PatternDifferences {
    /** Where RE2 reads a pattern otherwise than Python's {@code re}, which a server asks; what RE2 refuses is no matter. */
    private static final Pattern OF_DIALECT = Pattern.compile(
            "(?<!\\\\)(?:\\\\\\\\)*(?:\\\\[dDwWsSbBzQEpPC]|\\\\x\\{|\\$|\\{,|\\[:)"
                    + "|.\\(\\?[a-zA-Z-]+\\)|^\\(\\?[a-zA-Z]*-[a-zA-Z]*\\)|\\(\\?[a-zA-Z-]*U",
            Pattern.DOTALL);

    private PatternDifferences() {}

    /** The reasons that lie in one comparison with a text. */
    static List<ServerDifference> of(Operator operator, String text, BoundField field) {
        return switch (operator) {
            case LIKE, ILIKE -> ofLike(operator, text, field);
            case RLIKE -> ofRegex(text, field);
            case EQUAL, NOT_EQUAL -> ofValue(text, field);
            case LESS, AT_MOST, GREATER, AT_LEAST -> List.of();
        };
    }

    private static List<ServerDifference> ofLike(Operator operator, String pattern, BoundField field) {
        var found = new ArrayList<ServerDifference>();
        if (LikePattern.of(pattern, false).escapesWildcards()) {
            found.add(new ServerDifference(9, "on SQLite a server reads \\% and \\_ as a backslash and a wildcard"));
        }
        if (operator == Operator.ILIKE && pattern.chars().anyMatch(c -> c >= 0x80)) {
            found.add(new ServerDifference(3, "on SQLite a server ignores the case of ASCII letters only"));
        }
        if (field.type() == FieldType.LONG_TEXT
                && (needsEscapes(pattern) || !isInside(pattern) || spansLines(pattern))) {
            found.add(new ServerDifference(
                    2,
                    "a server searches JSON inside JSON: quotes, backslashes and line breaks stand escaped there, each"
                            + " text stands once, and nothing begins a line"));
        }
        if (isAssessed(field)
                && (needsEscapes(pattern)
                        || !isInside(pattern)
                        || pattern.chars().anyMatch(c -> c >= 0x80))) {
            found.add(assessedAsJson());
        }
        return found;
    }

    private static List<ServerDifference> ofRegex(String pattern, BoundField field) {
        var found = new ArrayList<ServerDifference>();
        if (isAssessed(field)) {
            found.add(assessedAsJson());
        }
        if (OF_DIALECT.matcher(pattern).find()) {
            found.add(new ServerDifference(
                    15,
                    "a server's regular expressions are Python's: \\d \\w \\s \\b know every script, $ also stands before a"
                            + " last line break, flags stand only at the beginning"));
        }
        return found;
    }

    /** A text equals an assessment's JSON or the text in it; a number has many spellings, and so has JSON. */
    private static List<ServerDifference> ofValue(String text, BoundField field) {
        boolean structure = text.startsWith("[") || text.startsWith("{");
        boolean spelled =
                Values.number(text).isPresent() || (structure && text.chars().anyMatch(c -> c >= 0x80));
        return isAssessed(field) && spelled ? List.of(assessedAsJson()) : List.of();
    }

    private static ServerDifference assessedAsJson() {
        return new ServerDifference(
                5, "a server compares an assessment's JSON text: quotes, escapes and number spelling count");
    }

    private static boolean isAssessed(BoundField field) {
        return field instanceof BoundField.OfTrace ofTrace
                && (ofTrace.field() instanceof TraceField.Feedback
                        || ofTrace.field() instanceof TraceField.Expectation);
    }

    /** Whether the pattern has characters that JSON escapes, or one that may stand for such a character. */
    private static boolean needsEscapes(String pattern) {
        return pattern.chars().anyMatch(c -> c < ' ' || c == '"' || c == '\\' || c == '_');
    }

    /** Whether a match may lie in several lines of the text that a person reads, or over the beginning of one ({@code key: value}). */
    private static boolean spansLines(String pattern) {
        var texts = LikePattern.of(pattern, false).texts();
        return texts.size() > 1
                || texts.stream().anyMatch(text -> text.contains(": ") || text.startsWith(" ") || text.endsWith(":"));
    }

    /** Whether what stands around a match does not count. */
    private static boolean isInside(String pattern) {
        return pattern.startsWith("%") && pattern.endsWith("%");
    }
}
