package dev.trawl.index;

import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.IndexedTraceJson;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.SpanText;
import dev.trawl.trace.Trace;
import dev.trawl.trace.Utf8Buffer;
import dev.trawl.trace.Utf8Text;
import dev.trawl.trace.Wtf8;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The bytes of a stored trace as they are before they are compressed: texts in {@link Wtf8}, lengths in bytes as big-endian
 * ints, {@link #SEPARATOR} behind the head and each text,
 *
 * <pre>
 *   number of spans, length of the head, for each span the lengths of its two texts
 *   the head: the trace's JSON without its spans ({@link IndexedTraceJson})
 *   for each span its text as a person reads it, and its JSON ({@link SpanText})
 * </pre>
 *
 * @param bytes all of it
 * @param head the trace's JSON without its spans
 * @param texts for each span its readable text and its JSON, one after the other
 */
public record TraceFrame(Utf8Text bytes, Utf8Text head, List<Utf8Text> texts) {
    /** Stands in no text, so that all texts can be searched in one go and nothing is found across two. */
    public static final byte SEPARATOR = (byte) 0xFF;

    public static TraceFrame of(IndexedTrace indexed) {
        var trace = indexed.trace();
        var withoutSpans = new IndexedTrace(new Trace(trace.info(), List.of(), trace.unknown()), indexed.provenance());
        int[] lengths = new int[1 + 2 * trace.spans().size()];
        var out = new Utf8Buffer();
        out.skip(Integer.BYTES * (1 + lengths.length));
        int from = out.size();
        out.append(PythonJson.readable(IndexedTraceJson.write(withoutSpans)));
        lengths[0] = out.size() - from;
        out.append(SEPARATOR);
        int text = 0;
        for (var span : trace.spans()) {
            from = out.size();
            SpanText.appendReadable(span, out);
            lengths[++text] = out.size() - from;
            out.append(SEPARATOR);
            from = out.size();
            SpanText.appendStored(span, out);
            lengths[++text] = out.size() - from;
            out.append(SEPARATOR);
        }
        var frame = out.toText();
        var header = ByteBuffer.wrap(frame.bytes()).putInt(trace.spans().size());
        for (int length : lengths) {
            header.putInt(length);
        }
        return of(frame);
    }

    /** The frame that the bytes are; it is valid as long as they do not change. */
    static TraceFrame of(Utf8Text bytes) {
        var frame = ByteBuffer.wrap(bytes.bytes());
        int count = 2 * frame.getInt();
        int headLength = frame.getInt();
        int headAt = Integer.BYTES * (2 + count);
        int at = headAt + headLength + 1;
        var texts = new ArrayList<Utf8Text>(count);
        for (int i = 0; i < count; i++) {
            int length = frame.getInt();
            texts.add(bytes.slice(at, at + length));
            at += length + 1;
        }
        return new TraceFrame(bytes, bytes.slice(headAt, headAt + headLength), texts);
    }

    /** The first bytes, at most so many. */
    public byte[] beginning(int most) {
        return bytes.slice(0, Math.min(most, bytes.length())).toBytes();
    }

    /**
     * The texts that the beginning of a frame has whole, in one piece with {@link #SEPARATOR} between them; nothing if there
     * are none.
     *
     * @param behind where the last text ended that is not asked for any more; 0 for all of them
     */
    static Optional<Utf8Text> texts(Utf8Text beginning, int behind) {
        var frame = ByteBuffer.wrap(beginning.bytes(), 0, beginning.length());
        int count = 2 * frame.getInt();
        int headAt = Integer.BYTES * (2 + count);
        if (headAt > frame.limit()) {
            return Optional.empty();
        }
        int next = headAt + frame.getInt() + 1;
        int from = Math.max(next, behind + 1);
        for (int text = 0; text < count; text++) {
            int end = next + frame.getInt();
            if (end > frame.limit()) {
                break;
            }
            next = end + 1;
        }
        return next <= from ? Optional.empty() : Optional.of(beginning.slice(from, next - 1));
    }
}
