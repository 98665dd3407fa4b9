package dev.trawl.query.bind;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A pattern of LIKE or ILIKE: {@code %} is any run of characters, {@code _} one code point, {@code \%} and {@code \_}
 * those characters themselves; any other backslash is itself. So are all of an even number of backslashes, and {@code %}
 * and {@code _} behind them are wildcards: the server's text has backslashes in twos, and a filter written for it may
 * end with them.
 *
 * @param source as it was written; of a {@link #decoded} one, as it would be, but that a single backslash before a
 *     wildcard cannot be written
 * @param parts what it is made of; no two texts stand side by side
 * @param ignoreCase whether code points are compared folded ({@link dev.trawl.query.text.CaseFolding})
 */
public record LikePattern(String source, List<Part> parts, boolean ignoreCase) {
    /** A piece of a pattern. */
    public sealed interface Part {}

    /** These characters; never empty. */
    public record Text(String text) implements Part {}

    /** Any one code point, a newline too. */
    public record AnyOne() implements Part {}

    /** Any run of code points, newlines and the empty one too. */
    public record AnyRun() implements Part {}

    public LikePattern {
        parts = List.copyOf(parts);
    }

    /** Reads a pattern; every text is one. */
    public static LikePattern of(String source, boolean ignoreCase) {
        var parts = new ArrayList<Part>();
        var text = new StringBuilder();
        int backslashes = 0;
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            boolean escaped = backslashes % 2 == 1;
            backslashes = c == '\\' ? backslashes + 1 : 0;
            if (!isWildcard(c)) {
                text.append(c);
            } else if (escaped) {
                text.setCharAt(text.length() - 1, c);
            } else {
                flush(text, parts);
                add(c == '%' ? new AnyRun() : new AnyOne(), parts);
            }
        }
        flush(text, parts);
        return new LikePattern(source, parts, ignoreCase);
    }

    private static boolean isWildcard(int c) {
        return c == '%' || c == '_';
    }

    private static void add(Part wildcard, List<Part> parts) {
        if (!(wildcard instanceof AnyRun && !parts.isEmpty() && parts.getLast() instanceof AnyRun)) {
            parts.add(wildcard);
        }
    }

    private static void flush(StringBuilder text, List<Part> parts) {
        if (!text.isEmpty()) {
            parts.add(new Text(text.toString()));
            text.setLength(0);
        }
    }

    /**
     * The pattern of which each text is what this one's text decodes to as JSON; wildcards stay where they are. Nothing if no
     * text has an escape.
     */
    Optional<LikePattern> decoded() {
        var decoded = parts.stream()
                .map(part -> part instanceof Text text ? new Text(JsonEscapes.decoded(text.text())) : part)
                .toList();
        var source = decoded.stream().map(LikePattern::written).collect(Collectors.joining());
        return Optional.of(new LikePattern(source, decoded, ignoreCase))
                .filter(pattern -> !pattern.texts().equals(texts()));
    }

    private static String written(Part part) {
        return switch (part) {
            case Text text -> text.text().replace("%", "\\%").replace("_", "\\_");
            case AnyOne one -> "_";
            case AnyRun run -> "%";
        };
    }

    /** Whether it has a {@code \%} or a {@code \_}. */
    boolean escapesWildcards() {
        return texts().stream().anyMatch(text -> text.chars().anyMatch(LikePattern::isWildcard));
    }

    /** What a text has to contain, if the pattern says nothing else: {@code %x% -> x}. */
    public Optional<String> contained() {
        return parts.size() == 3
                        && parts.getFirst() instanceof AnyRun
                        && parts.get(1) instanceof Text text
                        && parts.getLast() instanceof AnyRun
                ? Optional.of(text.text())
                : Optional.empty();
    }

    /** What every match begins with as it stands here; empty if that may be anything, or in another case. */
    public String beginning() {
        return !ignoreCase && !parts.isEmpty() && parts.getFirst() instanceof Text text ? text.text() : "";
    }

    /** The texts that every match contains, in order. */
    public List<String> texts() {
        return parts.stream()
                .filter(Text.class::isInstance)
                .map(part -> ((Text) part).text())
                .toList();
    }

    @Override
    public String toString() {
        return (ignoreCase ? "ilike '" : "like '") + source + "'";
    }
}
