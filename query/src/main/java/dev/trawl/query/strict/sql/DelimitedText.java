package dev.trawl.query.strict.sql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds multiline comments and dollar-quoted literals ({@code $tag$ … $tag$}): {@code sqlparse/keywords.py} {@code DelimitedSpans}. The
 * lexer asks at the places it reaches, and each answer lies behind it, so the whole stays linear.
 */
final class DelimitedText {
    private final String text;
    private final Map<String, List<Integer>> tagPlaces;
    private final int lastCommentEnd;

    DelimitedText(String text) {
        this.text = text;
        this.tagPlaces = text.indexOf('$') < 0 ? Map.of() : tagPlaces(text);
        this.lastCommentEnd = text.lastIndexOf("*/");
    }

    /** The comment or literal that opens at {@code start} and closes somewhere. */
    Optional<Leaf> at(int start) {
        return switch (text.charAt(start)) {
            case '/' -> comment(start);
            case '$' -> literal(start);
            default -> Optional.empty();
        };
    }

    private Optional<Leaf> comment(int start) {
        if (!text.startsWith("/*", start)) {
            return Optional.empty();
        }
        boolean hint = text.startsWith("+", start + 2);
        int content = start + (hint ? 3 : 2);
        if (content > lastCommentEnd) {
            return Optional.empty();
        }
        int end = text.indexOf("*/", content) + 2;
        return Optional.of(new Leaf(
                hint ? TokenType.COMMENT_MULTILINE_HINT : TokenType.COMMENT_MULTILINE, text.substring(start, end)));
    }

    private Optional<Leaf> literal(int start) {
        int tagEnd = tagEnd(text, start);
        if (tagEnd == start || (start > 0 && mayNotPrecede(text.codePointBefore(start)))) {
            return Optional.empty();
        }
        String tag = text.substring(start, tagEnd);
        List<Integer> places = tagPlaces.getOrDefault(tag, List.of());
        int found = Collections.binarySearch(places, tagEnd);
        int closing = found < 0 ? -found - 1 : found;
        if (closing == places.size()) {
            return Optional.empty();
        }
        return Optional.of(new Leaf(TokenType.LITERAL, text.substring(start, places.get(closing) + tag.length())));
    }

    private static boolean mayNotPrecede(int codePoint) {
        return codePoint == '"' || codePoint == '$' || CharacterClass.isWord(codePoint);
    }

    private static Map<String, List<Integer>> tagPlaces(String text) {
        var places = new HashMap<String, List<Integer>>();
        for (int i = text.indexOf('$'); i >= 0; i = text.indexOf('$', i + 1)) {
            int end = tagEnd(text, i);
            if (end > i) {
                places.computeIfAbsent(text.substring(i, end), tag -> new ArrayList<>())
                        .add(i);
            }
        }
        return places;
    }

    /** The offset behind {@code $name$} at {@code start}, or {@code start} when there is none. */
    private static int tagEnd(String text, int start) {
        int i = start + 1;
        if (i < text.length() && CharacterClass.isLetterOrUnderscore(text.codePointAt(i))) {
            while (i < text.length() && CharacterClass.isWord(text.codePointAt(i))) {
                i += Character.charCount(text.codePointAt(i));
            }
        }
        return i < text.length() && text.charAt(i) == '$' ? i + 1 : start;
    }
}
