package dev.trawl.query.bind;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pattern of LIKE or ILIKE: {@code %} is any run of characters, {@code _} one code point, {@code \%} and {@code \_}
 * those characters themselves; any other backslash is itself.
 *
 * @param source as it was written
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
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == '%' || c == '_') {
                flush(text, parts);
                add(c == '%' ? new AnyRun() : new AnyOne(), parts);
            } else if (c == '\\' && i + 1 < source.length() && "%_".indexOf(source.charAt(i + 1)) >= 0) {
                text.append(source.charAt(++i));
            } else {
                text.append(c);
            }
        }
        flush(text, parts);
        return new LikePattern(source, parts, ignoreCase);
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
