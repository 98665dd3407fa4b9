package dev.trawl.index;

import java.util.Arrays;
import org.apache.lucene.util.BitUtil;

/**
 * The runs of one trace's texts that were passed, to know them again. A run ends where JSON has a quote or an escape, so
 * that the same words are the same runs wherever they stand: most of what a trace says stands in it several times, readable
 * and as JSON, as one span's output and the next one's input.
 *
 * <p>Some runs are forgotten for others. Not thread-safe.
 */
final class PassedRuns {
    private static final int SLOT_BITS = 10;

    private final byte[] bytes;
    private final int[] starts = new int[1 << SLOT_BITS];
    private final int[] ends = new int[1 << SLOT_BITS];

    /** @param bytes in which all runs stand */
    PassedRuns(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Where the run that begins here ends. */
    int end(int from, int limit) {
        int at = from;
        while (at < limit && !breaks(bytes[at])) {
            at++;
        }
        return at;
    }

    /** Where the next run begins after one that ends here: behind quotes, control characters, and backslashes and what is escaped. */
    int next(int end, int limit) {
        int at = end;
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

    /** Takes note of a run of eight bytes or more; whether the same one was passed before. */
    boolean isPassedAgain(int from, int to) {
        int slot = slot(from, to);
        if (Arrays.equals(bytes, starts[slot], ends[slot], bytes, from, to)) {
            return true;
        }
        starts[slot] = from;
        ends[slot] = to;
        return false;
    }

    /** By its length and some of its bytes. */
    private int slot(int from, int to) {
        long mixed = (long) to - from;
        for (int at : new int[] {from, (from + to - Long.BYTES) >>> 1, to - Long.BYTES}) {
            mixed = (mixed ^ (long) BitUtil.VH_LE_LONG.get(bytes, at)) * 0x9E3779B97F4A7C15L;
        }
        return (int) (mixed >>> (Long.SIZE - SLOT_BITS));
    }
}
