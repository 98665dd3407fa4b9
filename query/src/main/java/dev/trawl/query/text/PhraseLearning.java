package dev.trawl.query.text;

import dev.trawl.trace.Utf8Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.apache.lucene.util.BytesRef;

/**
 * Learns from some traces which phrases they have in common: first those of two runs, then, of these, those that go on by a
 * third one, and so forth, as frequent sets are found (Agrawal and Srikant, "Fast Algorithms for Mining Association Rules", 1994).
 */
public final class PhraseLearning {
    /** A guess: who looks for more words at once looks for something rare. */
    private static final int MOST_RUNS = 5;

    private static final int MOST_BYTES = 64;

    /** One trace in so many has to have a phrase that is common; to check the few that have another one takes no time. */
    private static final int RAREST = 25;

    private PhraseLearning() {}

    /**
     * A run of letters and digits, by offsets into the bytes of its text.
     *
     * @param lettered whether it has no digits
     * @param near whether it may be of one phrase with the run before it
     */
    private record Run(int from, int to, boolean lettered, boolean near) {}

    /** How many traces have a phrase, and which was the last of them. */
    private static final class Count {
        private int traces;
        private int last = -1;

        void add(int trace) {
            traces += trace == last ? 0 : 1;
            last = trace;
        }
    }

    private static final Count NOT_COUNTED = new Count();

    /** Where a phrase begins, and how many traces have the longest one that is known to begin there. */
    private static final class Place {
        private final int trace;
        private final Utf8Text text;
        private final List<Run> runs;
        private final int first;
        private Count count = NOT_COUNTED;

        Place(int trace, Utf8Text text, List<Run> runs, int first) {
            this.trace = trace;
            this.text = text;
            this.runs = runs;
            this.first = first;
        }

        /** Whether the phrase may have so many runs, if it may have one less. */
        boolean reaches(int length) {
            int last = first + length - 1;
            return last < runs.size()
                    && runs.get(last).near()
                    && runs.get(last).to() - runs.get(first).from() <= MOST_BYTES;
        }

        BytesRef phrase(int length) {
            int from = runs.get(first).from();
            var phrase = new BytesRef(runs.get(first + length - 1).to() - from);
            for (; phrase.length < phrase.bytes.length; phrase.length++) {
                phrase.bytes[phrase.length] = CommonPhrases.asInPhrases(text.bytes()[from + phrase.length]);
            }
            return phrase;
        }
    }

    /** The common phrases of some traces, given the texts of each. */
    public static CommonPhrases of(List<List<Utf8Text>> traces) {
        int fewest = Math.max(2, traces.size() / RAREST);
        var common = new ArrayList<BytesRef>();
        var places = places(traces);
        for (int runs = 2; runs <= MOST_RUNS; runs++) {
            int length = runs;
            places.removeIf(place -> !place.reaches(length));
            var counts = new HashMap<BytesRef, Count>();
            for (var place : places) {
                place.count = counts.computeIfAbsent(place.phrase(length), phrase -> new Count());
                place.count.add(place.trace);
            }
            places.removeIf(place -> place.count.traces < fewest);
            counts.forEach((phrase, count) -> {
                if (count.traces >= fewest) {
                    common.add(phrase);
                }
            });
        }
        return CommonPhrases.of(common);
    }

    private static List<Place> places(List<List<Utf8Text>> traces) {
        var places = new ArrayList<Place>();
        for (int trace = 0; trace < traces.size(); trace++) {
            for (var text : traces.get(trace)) {
                var runs = runs(text);
                for (int first = 0; first < runs.size(); first++) {
                    if (runs.get(first).lettered()) {
                        places.add(new Place(trace, text, runs, first));
                    }
                }
            }
        }
        return places;
    }

    private static List<Run> runs(Utf8Text text) {
        var runs = new ArrayList<Run>();
        int at = text.from();
        while (at < text.to()) {
            int gap = 0;
            boolean near = !runs.isEmpty();
            for (; at < text.to() && !isWordPart(text, at); at += text.characterLength(at)) {
                near &= ++gap <= Joints.WIDEST_GAP && !endsRun(text.bytes()[at]);
            }
            int from = at;
            boolean lettered = true;
            for (; at < text.to() && isWordPart(text, at); at += text.characterLength(at)) {
                lettered &= Words.isLetter(text.codePointAt(at));
            }
            if (from < at) {
                runs.add(new Run(from, at, lettered, near));
            }
        }
        return runs;
    }

    private static boolean isWordPart(Utf8Text text, int at) {
        return Joints.isWordPart(CaseFolding.fold(text.codePointAt(at)));
    }

    /** What stands between two of these comes again as a whole, and is passed over then ({@code FramedTrace}). */
    private static boolean endsRun(byte written) {
        return written == '"' || written == '\\' || (written >= 0 && written < ' ');
    }
}
