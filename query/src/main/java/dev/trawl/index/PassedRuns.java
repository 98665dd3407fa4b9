package dev.trawl.index;

import java.util.Arrays;
import org.apache.lucene.util.BitUtil;

/**
 * What was passed of one trace's texts, to know it again: most of what a trace says stands in it several times, readable and
 * as JSON, as one span's output and the next one's input, and all spans have the same keys. As LZ77 does, but that only what
 * begins a run is looked for. A run begins behind what JSON puts around texts and into them, quotes and escapes, so that the
 * same words are the same runs wherever they stand.
 *
 * <p>Some runs are forgotten for others. Not thread-safe.
 */
final class PassedRuns {
    private static final int SLOT_BITS = 12;

    /** No place: a frame begins with numbers, not with a text. */
    private static final int NOWHERE = 0;

    private final byte[] bytes;
    private final int[] places = new int[1 << SLOT_BITS];

    /** @param bytes in which all texts stand, with a byte between them that is in none */
    PassedRuns(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Where the run behind the one that begins here begins. */
    int next(int run, int limit) {
        int at = run;
        while (at < limit && !breaks(bytes[at])) {
            at++;
        }
        while (at < limit && breaks(bytes[at])) {
            boolean escapes = bytes[at] == '\\';
            at++;
            if (escapes && at < limit && bytes[at] >= ' ' && bytes[at] != '\\') {
                at++;
            }
        }
        return at;
    }

    private static boolean breaks(byte b) {
        return b == '"' || b == '\\' || (b >= 0 && b < ' ');
    }

    /**
     * Takes note of a run, by its first sixteen bytes.
     *
     * @param limit where the text ends, sixteen bytes or more from here
     * @return where that ends which stood once before as it stands from here on, maybe within a code point; the run itself if nothing did
     */
    int passedAgain(int run, int limit) {
        int slot = slot(run);
        int before = places[slot];
        places[slot] = run;
        if (before == NOWHERE) {
            return run;
        }
        int same = Arrays.mismatch(bytes, before, before + limit - run, bytes, run, limit);
        return same < 0 ? limit : run + same;
    }

    /** By the first sixteen bytes. */
    private int slot(int run) {
        long mixed = (long) BitUtil.VH_LE_LONG.get(bytes, run) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 32) ^ (long) BitUtil.VH_LE_LONG.get(bytes, run + Long.BYTES)) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> (Long.SIZE - SLOT_BITS));
    }
}
