package dev.trawl.index;

import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.IndexedTraceJson;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.SpanText;
import dev.trawl.trace.Trace;
import dev.trawl.trace.Utf8Text;
import dev.trawl.trace.Wtf8;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

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
public record TraceFrame(byte[] bytes, Utf8Text head, List<Utf8Text> texts) {
    /** Stands in no text, so that all texts can be searched in one go and nothing is found across two. */
    public static final byte SEPARATOR = (byte) 0xFF;

    public static TraceFrame of(IndexedTrace indexed) {
        var trace = indexed.trace();
        var withoutSpans = new IndexedTrace(new Trace(trace.info(), List.of(), trace.unknown()), indexed.linkedRuns());
        var pieces = new ArrayList<byte[]>(1 + 2 * trace.spans().size());
        pieces.add(Wtf8.encode(PythonJson.readable(IndexedTraceJson.write(withoutSpans))));
        for (var span : trace.spans()) {
            var text = SpanText.of(span);
            pieces.add(Wtf8.encode(text.readable()));
            pieces.add(Wtf8.encode(text.stored()));
        }
        int length = pieces.stream()
                .mapToInt(piece -> Integer.BYTES + piece.length + 1)
                .sum();
        var frame =
                ByteBuffer.allocate(Integer.BYTES + length).putInt(trace.spans().size());
        pieces.forEach(piece -> frame.putInt(piece.length));
        pieces.forEach(piece -> frame.put(piece).put(SEPARATOR));
        return of(frame.array());
    }

    static TraceFrame of(byte[] bytes) {
        var frame = ByteBuffer.wrap(bytes);
        var all = Utf8Text.of(bytes);
        int count = 2 * frame.getInt();
        int headLength = frame.getInt();
        int headAt = Integer.BYTES * (2 + count);
        int at = headAt + headLength + 1;
        var texts = new ArrayList<Utf8Text>(count);
        for (int i = 0; i < count; i++) {
            int length = frame.getInt();
            texts.add(all.slice(at, at + length));
            at += length + 1;
        }
        return new TraceFrame(bytes, all.slice(headAt, headAt + headLength), texts);
    }
}
