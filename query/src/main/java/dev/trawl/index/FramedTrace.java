package dev.trawl.index;

import dev.trawl.query.text.TextTerms;
import dev.trawl.query.text.Words;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.Utf8Text;
import java.util.ArrayList;
import java.util.List;

/**
 * A trace on its way into the index: its frame, and which parts of its texts have terms that no other part has. Most of a
 * span's JSON are long runs of an attribute that stand in the readable text as well; their terms are collected there.
 */
public final class FramedTrace {
    /** Code points that a gram or a joint spans at most: a joint of three words does. */
    private static final int WIDEST_TERM = 16;

    private final TraceFrame frame;
    private final List<Repetition> repetitions = new ArrayList<>();

    public FramedTrace(IndexedTrace indexed) {
        frame = TraceFrame.of(indexed, (text, from, to) -> {
            if (to - from > 3 * WIDEST_TERM) {
                repetitions.add(new Repetition(text, from, to));
            }
        });
    }

    private record Repetition(int text, int from, int to) {}

    public TraceFrame frame() {
        return frame;
    }

    /** Adds the terms of all texts. */
    public void collect(TextTerms terms) {
        int next = 0;
        for (int text = 0; text < frame.texts().size(); text++) {
            var whole = frame.texts().get(text);
            int from = whole.from();
            for (; next < repetitions.size() && repetitions.get(next).text() == text; next++) {
                var repetition = repetitions.get(next);
                int to = wordEnd(termEnd(repetition.from(), repetition.to()), repetition.to());
                int again = wordStart(termStart(repetition.to(), repetition.from()), repetition.from());
                if (to < again) {
                    terms.addPart(slice(whole, from, to));
                    from = again;
                }
            }
            terms.add(slice(whole, from, whole.to()));
        }
    }

    private static Utf8Text slice(Utf8Text text, int from, int to) {
        return text.slice(from - text.from(), to - text.from());
    }

    /** Where a term that begins here ends at the latest, up to a limit. */
    private int termEnd(int from, int limit) {
        int at = from;
        for (int passed = 0; passed < WIDEST_TERM && at < limit; passed++) {
            at = Math.min(limit, at + frame.bytes().characterLength(at));
        }
        return at;
    }

    /** Where a term that ends here begins at the earliest, down to a limit. */
    private int termStart(int to, int limit) {
        int at = to;
        for (int passed = 0; passed < WIDEST_TERM && at > limit; passed++) {
            do {
                at--;
            } while (at > limit && frame.bytes().isWithinCharacter(at));
        }
        return at;
    }

    /** The first place from here on, up to a limit, in front of which a run of letters and digits certainly ends. */
    private int wordEnd(int from, int limit) {
        int at = from;
        while (at < limit && Words.mayBeWithin(frame.bytes().bytes()[at])) {
            at++;
        }
        return at;
    }

    /** The last place up to here, down to a limit, at which a run of letters and digits certainly does not go on. */
    private int wordStart(int from, int limit) {
        int at = from;
        while (at > limit && Words.mayBeWithin(frame.bytes().bytes()[at - 1])) {
            at--;
        }
        return at;
    }
}
