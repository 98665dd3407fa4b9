package dev.trawl.index;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.util.BitUtil;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefBuilder;

/**
 * The spans of one trace as a doc value ({@link IndexField#SPAN_TABLE}), in their order: of each its kind, its model, its
 * duration and its start. Kinds and models are positions among the trace's own ones as doc values keep them, sorted and
 * distinct.
 *
 * <pre>
 *   for each span: kind, model + 1 or 0 for none, duration + 1 in nanoseconds or 0 for none, milliseconds between the
 *   trace's timestamp and the span's start (zig-zag), as numbers of 7 bits a byte
 * </pre>
 *
 * <p>Reading goes on from span to span and makes no objects. Not thread-safe.
 */
public final class SpanTable {
    private final ByteArrayDataInput input = new ByteArrayDataInput();
    private int kind;
    private int model;
    private long duration;
    private long start;

    /**
     * One span to be written.
     *
     * @param startMs after the trace's timestamp
     */
    public record Row(int kind, Optional<Integer> model, Optional<Long> durationNanos, long startMs) {}

    /** Whether a duration can stand in a table; a span that ended before it began has none that can. */
    public static boolean fits(long durationNanos) {
        return durationNanos >= 0 && durationNanos < Long.MAX_VALUE;
    }

    public static BytesRef encode(List<Row> rows) {
        var bytes = new BytesRefBuilder();
        for (var row : rows) {
            VariableLength.append(bytes, row.kind());
            VariableLength.append(
                    bytes, row.model().map(position -> position + 1).orElse(0));
            VariableLength.append(
                    bytes, row.durationNanos().map(nanos -> nanos + 1).orElse(0L));
            VariableLength.append(bytes, BitUtil.zigZagEncode(row.startMs()));
        }
        return bytes.toBytesRef();
    }

    /** Begins to read a trace's spans. */
    public void open(BytesRef encoded) {
        input.reset(encoded.bytes, encoded.offset, encoded.length);
    }

    /** Goes on to the next span; false behind the last one. */
    public boolean next() throws IOException {
        if (input.eof()) {
            return false;
        }
        kind = input.readVInt();
        model = input.readVInt() - 1;
        duration = input.readVLong() - 1;
        start = input.readZLong();
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

    /** Milliseconds after the trace's timestamp; negative for a span that began before. */
    public long startMs() {
        return start;
    }
}
