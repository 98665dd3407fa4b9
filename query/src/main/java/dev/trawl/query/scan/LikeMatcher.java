package dev.trawl.query.scan;

import dev.trawl.query.bind.LikePattern;
import dev.trawl.query.bind.LikePattern.AnyOne;
import dev.trawl.query.bind.LikePattern.AnyRun;
import dev.trawl.query.bind.LikePattern.Part;
import dev.trawl.query.bind.LikePattern.Text;
import dev.trawl.query.text.CaseFolding;
import dev.trawl.trace.Utf8Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether a whole text matches a {@link LikePattern}. The pattern is cut at its {@code %}s into segments; the
 * first must stand at the start of the text, the last at its end, those between one behind the other, each as far left
 * as it fits. Long segments are looked for by {@link PieceSearch}. Immutable; thread-safe.
 */
public final class LikeMatcher {
    private final List<Segment> segments = new ArrayList<>();
    private final boolean ignoreCase;

    /**
     * What stands between two {@code %}: texts, of which the bytes are looked for, and empty ones for {@code _}.
     *
     * @param codePoints of a text that it matches
     * @param search how it is found, if not by its letters one after the other
     */
    private record Segment(List<Optional<String>> parts, int codePoints, Optional<PieceSearch> search) {
        static Segment of(List<Part> parts) {
            var bytes = new ArrayList<Optional<String>>();
            int codePoints = 0;
            for (var part : parts) {
                if (part instanceof Text text) {
                    bytes.add(Optional.of(Utf8Text.of(text.text()).chars()));
                    codePoints += text.text().codePointCount(0, text.text().length());
                } else {
                    bytes.add(Optional.empty());
                    codePoints++;
                }
            }
            return new Segment(List.copyOf(bytes), codePoints, PieceSearch.of(parts));
        }
    }

    public LikeMatcher(LikePattern pattern) {
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

    public boolean matches(Utf8Text value) {
        var text = ignoreCase ? CaseFolding.fold(value) : value;
        int at = end(segments.getFirst(), text, text.from());
        if (segments.size() == 1) {
            return at == text.to();
        }
        for (int i = 1; i < segments.size() - 1 && at >= 0; i++) {
            at = find(segments.get(i), text, at);
        }
        return at >= 0 && endsWith(segments.getLast(), text, at);
    }

    /** Where the segment ends if it stands at the offset, or -1. */
    private static int end(Segment segment, Utf8Text text, int offset) {
        int at = offset;
        for (var part : segment.parts()) {
            if (part.isPresent()) {
                if (part.get().length() > text.to() - at || !text.chars().startsWith(part.get(), at)) {
                    return -1;
                }
                at += part.get().length();
            } else if (at == text.to()) {
                return -1;
            } else {
                at += text.characterLength(at);
            }
        }
        return at;
    }

    /** Where the leftmost occurrence at or behind the offset ends, or -1. */
    private static int find(Segment segment, Utf8Text text, int offset) {
        if (segment.search().isPresent()) {
            return segment.search().get().end(text, offset);
        }
        var first = segment.parts().getFirst();
        int at = offset;
        while (at <= text.to()) {
            if (first.isPresent()) {
                at = text.chars().indexOf(first.get(), at, text.to());
                if (at < 0) {
                    return -1;
                }
            }
            int end = end(segment, text, at);
            if (end >= 0 || at == text.to()) {
                return end;
            }
            at += text.characterLength(at);
        }
        return -1;
    }

    private static boolean endsWith(Segment segment, Utf8Text text, int offset) {
        int start = text.to();
        for (int i = 0; i < segment.codePoints(); i++) {
            do {
                start--;
            } while (start >= offset && (text.bytes()[start] & 0xC0) == 0x80);
            if (start < offset) {
                return false;
            }
        }
        return end(segment, text, start) == text.to();
    }
}
