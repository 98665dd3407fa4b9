package dev.trawl.query.snippet;

import dev.trawl.trace.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts a text down to what surrounds its marks. */
final class Windows {
    private Windows() {}

    /** One snippet for each group of marks whose surroundings touch. */
    static List<Snippet> of(Optional<Span> span, TextPart part, List<Mark> marks, int context) {
        var snippets = new ArrayList<Snippet>();
        int first = 0;
        for (int i = 1; i <= marks.size(); i++) {
            if (i == marks.size()
                    || marks.get(i).start() - context > marks.get(i - 1).end() + context) {
                snippets.add(window(span, part, marks.subList(first, i), context));
                first = i;
            }
        }
        return snippets;
    }

    private static Snippet window(Optional<Span> span, TextPart part, List<Mark> marks, int context) {
        var text = part.text();
        int from = back(text, marks.getFirst().start(), context);
        int to = forth(text, marks.getLast().end(), context);
        return new Snippet(
                span,
                part.name(),
                text.substring(from, to),
                marks.stream().map(mark -> mark.moved(-from)).toList(),
                from > 0,
                to < text.length());
    }

    /** Counted in code points, so that none is cut in two. */
    private static int back(String text, int from, int characters) {
        int at = from;
        for (int i = 0; i < characters && at > 0; i++) {
            at -= Character.charCount(text.codePointBefore(at));
        }
        return at;
    }

    private static int forth(String text, int from, int characters) {
        int at = from;
        for (int i = 0; i < characters && at < text.length(); i++) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }
}
