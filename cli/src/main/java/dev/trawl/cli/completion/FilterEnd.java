package dev.trawl.cli.completion;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The end of a filter that is being typed: what may stand there. It is read leniently: what comes before need not be right.
 *
 * @param expected the kind of word that may stand there
 * @param field that the last comparison is about; empty before the first
 * @param start of what is being typed, an offset in the text
 */
record FilterEnd(Expected expected, String field, int start) {
    private static final Pattern TOKEN =
            Pattern.compile("'(?:[^']|'')*'?|\"[^\"]*\"?|[<>=!]+|[(),]|(?:`[^`]*`?|[^\\s'\"<>=!(),`])+");

    private static final Set<String> BEFORE_A_VALUE = Set.of("LIKE", "ILIKE", "RLIKE");

    enum Expected {
        FIELD,
        OPERATOR,
        VALUE,
        LEAST,
        AND_OF_BETWEEN,
        LIST,
        CHOICE,
        BEHIND_A_CHOICE,
        NULL,
        CONJUNCTION
    }

    static FilterEnd of(String text) {
        var tokens = TOKEN.matcher(text).results().toList();
        var end = new FilterEnd(Expected.FIELD, "", text.length());
        for (var token : tokens) {
            boolean typing = token.end() == text.length() && !token.group().matches("[<>=!]+|[(),]");
            if (typing) {
                return new FilterEnd(end.expected, end.field, token.start());
            }
            end = end.behind(token.group());
        }
        return end;
    }

    private FilterEnd behind(String token) {
        var word = token.toUpperCase(Locale.ROOT);
        return switch (expected) {
            case FIELD ->
                List.of("(", "NOT", "EXISTS").contains(word) ? this : new FilterEnd(Expected.OPERATOR, token, start);
            case OPERATOR -> expecting(behindOperator(word));
            case VALUE -> expecting(Expected.CONJUNCTION);
            case LEAST -> expecting(Expected.AND_OF_BETWEEN);
            case AND_OF_BETWEEN -> expecting(word.equals("-") ? Expected.LEAST : Expected.VALUE);
            case LIST -> expecting(Expected.CHOICE);
            case CHOICE -> expecting(Expected.BEHIND_A_CHOICE);
            case BEHIND_A_CHOICE -> expecting(word.equals(",") ? Expected.CHOICE : Expected.CONJUNCTION);
            case NULL -> word.equals("NOT") ? this : expecting(Expected.CONJUNCTION);
            case CONJUNCTION ->
                switch (word) {
                    case "AND", "OR" -> expecting(Expected.FIELD);
                    case "-", "+" -> expecting(Expected.VALUE);
                    default -> this;
                };
        };
    }

    private static Expected behindOperator(String word) {
        return switch (word) {
            case "NOT" -> Expected.OPERATOR;
            case "IN" -> Expected.LIST;
            case "IS" -> Expected.NULL;
            case "BETWEEN" -> Expected.LEAST;
            default -> BEFORE_A_VALUE.contains(word) || word.matches("[<>=!]+") ? Expected.VALUE : Expected.CONJUNCTION;
        };
    }

    private FilterEnd expecting(Expected next) {
        return new FilterEnd(next, field, start);
    }
}
