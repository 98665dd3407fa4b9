package dev.trawl.query.scan;

import dev.trawl.query.bind.LikePattern;
import dev.trawl.query.bind.LikePattern.AnyOne;
import dev.trawl.query.bind.LikePattern.AnyRun;
import dev.trawl.query.bind.LikePattern.Part;
import dev.trawl.query.bind.LikePattern.Text;
import dev.trawl.query.text.CaseFolding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether a whole text matches a {@link LikePattern}. The pattern is cut at its {@code %}s into segments; the
 * first must stand at the start of the text, the last at its end, those between one behind the other, each as far left
 * as it fits. Long segments are looked for by {@link PieceSearch}. Immutable.
 */
final class LikeMatcher {
    private final List<Segment> segments = new ArrayList<>();
    private final boolean ignoreCase;

    /**
     * What stands between two {@code %}.
     *
     * @param search how it is found, if not by its letters one after the other
     */
    private record Segment(List<Part> parts, Optional<PieceSearch> search) {
        static Segment of(List<Part> parts) {
            return new Segment(List.copyOf(parts), PieceSearch.of(parts));
        }
    }

    LikeMatcher(LikePattern pattern) {
        ignoreCase = pattern.ignoreCase();
        var segment = new ArrayList<Part>();
        for (var part : pattern.parts()) {
            switch (part) {
                case AnyRun run -> {
                    segments.add(Segment.of(segment));
                    segment.clear();
                }
                case Text text -> segment.add(ignoreCase ? new Text(CaseFolding.fold(text.text())) : text);
                case AnyOne one -> segment.add(one);
            }
        }
        segments.add(Segment.of(segment));
    }

    boolean matches(String value) {
        var text = ignoreCase ? CaseFolding.fold(value) : value;
        int at = end(segments.getFirst().parts(), text, 0);
        if (segments.size() == 1) {
            return at == text.length();
        }
        for (int i = 1; i < segments.size() - 1 && at >= 0; i++) {
            at = find(segments.get(i), text, at);
        }
        return at >= 0 && endsWith(segments.getLast().parts(), text, at);
    }

    /** Where the segment ends if it stands at the offset, or -1. */
    private static int end(List<Part> segment, String text, int offset) {
        int at = offset;
        for (var part : segment) {
            switch (part) {
                case Text literal -> {
                    if (!text.startsWith(literal.text(), at)) {
                        return -1;
                    }
                    at += literal.text().length();
                }
                case AnyOne one -> {
                    if (at == text.length()) {
                        return -1;
                    }
                    at += Character.charCount(text.codePointAt(at));
                }
                case AnyRun run -> throw new IllegalStateException("segments are cut at runs");
            }
            if (splitsPair(text, at)) {
                return -1;
            }
        }
        return at;
    }

    /** Where the leftmost occurrence at or behind the offset ends, or -1. */
    private static int find(Segment segment, String text, int offset) {
        return segment.search().isPresent()
                ? segment.search().get().end(text, offset)
                : find(segment.parts(), text, offset);
    }

    private static int find(List<Part> segment, String text, int offset) {
        int at = offset;
        while (at <= text.length()) {
            if (segment.getFirst() instanceof Text first) {
                at = text.indexOf(first.text(), at);
                if (at < 0) {
                    return -1;
                }
            }
            int end = splitsPair(text, at) ? -1 : end(segment, text, at);
            if (end >= 0) {
                return end;
            }
            at++;
        }
        return -1;
    }

    private static boolean endsWith(List<Part> segment, String text, int offset) {
        int codePoints = 0;
        for (var part : segment) {
            codePoints += part instanceof Text literal
                    ? literal.text().codePointCount(0, literal.text().length())
                    : 1;
        }
        if (text.codePointCount(offset, text.length()) < codePoints) {
            return false;
        }
        int start = text.offsetByCodePoints(text.length(), -codePoints);
        return end(segment, text, start) == text.length();
    }

    /** Whether the offset lies inside a surrogate pair: half a character never matches. */
    static boolean splitsPair(String text, int offset) {
        return offset > 0
                && offset < text.length()
                && Character.isLowSurrogate(text.charAt(offset))
                && Character.isHighSurrogate(text.charAt(offset - 1));
    }
}
