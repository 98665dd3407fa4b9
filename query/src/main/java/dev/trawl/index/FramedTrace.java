package dev.trawl.index;

import dev.trawl.query.text.TextTerms;
import dev.trawl.query.text.Words;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.Utf8Text;

/**
 * A trace on its way into the index: its frame, and the terms of its texts. What stands in them again is passed over ({@link
 * PassedRuns}): it has no terms but where it begins and ends.
 */
public final class FramedTrace {
    /** Code points of the widest term, a joint of four words, behind the first word: two words of four, three gaps, three letters. */
    private static final int WIDEST_TERM = 20;

    /** Bytes of what is worth to be passed over. */
    private static final int SHORTEST_PASSED = 48;

    private final TraceFrame frame;

    public FramedTrace(IndexedTrace indexed) {
        frame = TraceFrame.of(indexed);
    }

    public TraceFrame frame() {
        return frame;
    }

    /** Adds the terms of all texts. */
    public void collect(TextTerms terms) {
        var runs = new PassedRuns(frame.bytes().bytes());
        frame.texts().forEach(text -> collect(text, runs, terms));
    }

    private void collect(Utf8Text text, PassedRuns runs, TextTerms terms) {
        int from = text.from();
        int run = from;
        while (text.to() - run >= SHORTEST_PASSED) {
            int end = runs.passedAgain(run, text.to());
            if (end - run >= SHORTEST_PASSED) {
                // The letter of an escape in front of the run belongs to its first word, which is not what it was
                // before.
                int to = wordEnd(termEnd(wordEnd(run, end), end), end);
                int again = wordStart(termStart(end, run), run);
                if (to < again) {
                    terms.addPart(slice(text, from, to));
                    from = again;
                }
            }
            run = runs.next(end, text.to());
        }
        terms.add(slice(text, from, text.to()));
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
