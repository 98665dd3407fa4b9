package dev.trawl.index;

import java.util.List;
import java.util.Optional;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefBuilder;

/**
 * The spans of one trace as a doc value ({@link IndexField#SPAN_TABLE}), in their order: of each its kind, its model and
 * its duration. Kinds and models are positions among the trace's own ones as doc values keep them, sorted and distinct.
 *
 * <pre>
 *   for each span: kind, model + 1 or 0 for none, duration + 1 in nanoseconds or 0 for none, as numbers of 7 bits a byte
 * </pre>
 *
 * <p>Reading goes on from span to span and makes no objects. Not thread-safe.
 */
public final class SpanTable {
    private static final int LAST_OF_NUMBER = 0x7f;
    private static final int BITS = 7;

    private final ByteArrayDataInput input = new ByteArrayDataInput();
    private int kind;
    private int model;
    private long duration;

    /** One span to be written. */
    public record Row(int kind, Optional<Integer> model, Optional<Long> durationNanos) {}

    /** Whether a duration can stand in a table; a span that ended before it began has none that can. */
    public static boolean fits(long durationNanos) {
        return durationNanos >= 0 && durationNanos < Long.MAX_VALUE;
    }

    public static BytesRef encode(List<Row> rows) {
        var bytes = new BytesRefBuilder();
        for (var row : rows) {
            append(bytes, row.kind());
            append(bytes, row.model().map(position -> position + 1).orElse(0));
            append(bytes, row.durationNanos().map(nanos -> nanos + 1).orElse(0L));
        }
        return bytes.toBytesRef();
    }

    private static void append(BytesRefBuilder bytes, long number) {
        long rest = number;
        while (rest > LAST_OF_NUMBER) {
            bytes.append((byte) (rest | (LAST_OF_NUMBER + 1)));
            rest >>>= BITS;
        }
        bytes.append((byte) rest);
    }

    /** Begins to read a trace's spans. */
    public void open(BytesRef encoded) {
        input.reset(encoded.bytes, encoded.offset, encoded.length);
    }

    /** Goes on to the next span; false behind the last one. */
    public boolean next() {
        if (input.eof()) {
            return false;
        }
        kind = input.readVInt();
        model = input.readVInt() - 1;
        duration = input.readVLong() - 1;
        return true;
    }

    public int kind() {
        return kind;
    }

    /** Negative for none. */
    public int model() {
        return model;
    }

    /** Negative for none. */
    public long durationNanos() {
        return duration;
    }
}
