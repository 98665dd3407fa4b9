package dev.trawl.query.regex;

import dev.trawl.query.regex.ByteProgram.Fork;
import dev.trawl.query.regex.ByteProgram.Found;
import dev.trawl.query.regex.ByteProgram.Gate;
import dev.trawl.query.regex.ByteProgram.Read;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * What the first bytes of every match are among: for each of some places behind its beginning, a set of bytes. Where no
 * such bytes stand nothing matches, and of most of a text one byte in several tells that: they are looked at from the last to
 * the first, as far as they can be a part of them (BNDM: Gonzalo Navarro and Mathieu Raffinot, "Fast and flexible string
 * matching by combining bit-parallelism and suffix automata", 2000, with sets in the place of letters).
 *
 * <p>Thread-safe.
 */
final class Beginning {
    /** A byte is looked at once for each of them at worst. */
    private static final int MOST_PLACES = 16;

    /** Bytes passed for each that is looked at, roughly, below which lanes win: by trials with some twenty patterns. */
    private static final double LEAST_PASSED = 2.8;

    /** Places before the ones that are looked at. */
    private final int offset;

    private final int length;

    /** By byte, without a sign: a bit for each place where it may stand, the highest one for the first place. */
    private final int[] places = new int[256];

    private Beginning(List<BitSet> sets, int from, int to) {
        offset = from;
        length = to - from;
        for (int place = from; place < to; place++) {
            int bit = 1 << (to - 1 - place);
            sets.get(place).stream().forEach(read -> places[read] |= bit);
        }
    }

    /** The beginning that is looked for fastest, if the pattern has one that is worth it. */
    static Optional<Beginning> of(ByteProgram program) {
        var sets = sets(program);
        int bestFrom = 0;
        int bestTo = 0;
        double best = LEAST_PASSED;
        for (int from = 0; from < sets.size(); from++) {
            var any = new BitSet();
            double share = 0;
            for (int to = from + 1; to <= sets.size(); to++) {
                var more = (BitSet) sets.get(to - 1).clone();
                more.andNot(any);
                any.or(more);
                share += more.stream().mapToDouble(Beginning::share).sum();
                // Where one of the bytes stands others do, too, as in words: hence the square.
                double passed = (to - from) * (1 - share) * (1 - share);
                if (passed > best) {
                    best = passed;
                    bestFrom = from;
                    bestTo = to;
                }
            }
        }
        return bestTo == 0 ? Optional.empty() : Optional.of(new Beginning(sets, bestFrom, bestTo));
    }

    /** The bytes that may be the first of a match, the second, and so on, as far as every match reaches. */
    private static List<BitSet> sets(ByteProgram program) {
        var sets = new ArrayList<BitSet>();
        var steps = new StepSet(program.size());
        var behind = new StepSet(program.size());
        program.follow(program.start(), steps);
        while (sets.size() < MOST_PLACES) {
            var bytes = new BitSet();
            behind.clear();
            for (int i = 0; i < steps.size(); i++) {
                switch (program.step(steps.get(i))) {
                    case Found found -> {
                        return sets;
                    }
                    case Read read -> {
                        for (var edge : read.edges()) {
                            bytes.set(edge.first(), edge.last() + 1);
                            program.follow(edge.next(), behind);
                        }
                    }
                    case Fork fork -> {}
                    case Gate gate -> program.follow(gate.next(), steps);
                }
            }
            sets.add(bytes);
            var read = steps;
            steps = behind;
            behind = read;
        }
        return sets;
    }

    /** Of the bytes of traces' texts, roughly. */
    private static double share(int read) {
        if (read >= 'a' && read <= 'z') {
            return .02;
        }
        if (read >= '0' && read <= '9') {
            return .01;
        }
        return read == ' ' ? .1 : "\"\\.,:".indexOf(read) >= 0 ? .03 : read < 0x80 ? .003 : .0002;
    }

    /**
     * Where a match may begin: the first such offset from {@code from} on, or {@link TextAutomaton#NONE}.
     *
     * @param to the offset where the texts end
     */
    int next(byte[] utf8, int from, int to) {
        int[] places = this.places;
        int last = length - 1;
        int first = 1 << last;
        int at = from + offset;
        while (at <= to - length) {
            int place = last;
            int passed = length;
            int alive = places[utf8[at + place] & 0xFF];
            while (alive != 0) {
                if ((alive & first) != 0) {
                    if (place == 0) {
                        return at - offset;
                    }
                    passed = place;
                }
                place--;
                alive = (alive << 1) & places[utf8[at + place] & 0xFF];
            }
            at += passed;
        }
        return TextAutomaton.NONE;
    }
}
