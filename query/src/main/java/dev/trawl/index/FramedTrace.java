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
    /** Bytes that a gram or a joint spans at most: 16 code points for a joint of three words. */
    private static final int WIDEST_TERM = 16 * 4;

    private final TraceFrame frame;
    private final List<Repetition> repetitions = new ArrayList<>();

    public FramedTrace(IndexedTrace indexed) {
        frame = TraceFrame.of(indexed, (text, from, to) -> {
            if (to - from > 4 * WIDEST_TERM) {
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
                int to = wordEnd(
                        repetitions.get(next).from() + WIDEST_TERM,
                        repetitions.get(next).to());
                int again = wordStart(
                        repetitions.get(next).to() - WIDEST_TERM,
                        repetitions.get(next).from());
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
