package dev.trawl.index;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.IndexedTraceJson;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.SpanParts;
import dev.trawl.trace.SpanText;
import dev.trawl.trace.Trace;
import dev.trawl.trace.TraceInfo;
import dev.trawl.trace.TraceParts;
import dev.trawl.trace.Utf8Text;
import dev.trawl.trace.Wtf8;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * How the index keeps a trace: one zstd frame that knows its size, and in it, texts in {@link Wtf8}, lengths in bytes as
 * big-endian ints,
 *
 * <pre>
 *   number of spans, length of the head, for each span the lengths of its two texts
 *   the head: the trace's JSON without its spans ({@link IndexedTraceJson})
 *   for each span its text as a person reads it, and its JSON ({@link SpanText})
 * </pre>
 *
 * <p>So a text condition is decided on the bytes as they come out of the frame, and only what else is asked for is parsed.
 * As the two texts of a span have most of their letters in common, the second one costs the frame little. Not thread-safe.
 */
public final class StoredTrace implements TraceParts {
    /** The default level of zstd: a higher one gains little on JSON of this size and halves the speed. */
    private static final int LEVEL = 3;

    private static final ThreadLocal<ZstdCompressCtx> COMPRESSION =
            ThreadLocal.withInitial(() -> new ZstdCompressCtx().setLevel(LEVEL));
    private static final ThreadLocal<ZstdDecompressCtx> DECOMPRESSION = ThreadLocal.withInitial(ZstdDecompressCtx::new);

    private final Utf8Text head;
    private final List<SpanParts> spans;
    private @Nullable IndexedTrace withoutSpans;

    private StoredTrace(Utf8Text head, List<SpanParts> spans) {
        this.head = head;
        this.spans = spans;
    }

    /**
     * Encodes a trace.
     *
     * @param texts those of its spans
     */
    public static BytesRef encode(IndexedTrace indexed, List<SpanText> texts) {
        var trace = indexed.trace();
        var withoutSpans = new IndexedTrace(new Trace(trace.info(), List.of(), trace.unknown()), indexed.linkedRuns());
        var pieces = new ArrayList<byte[]>(1 + 2 * texts.size());
        pieces.add(Wtf8.encode(PythonJson.readable(IndexedTraceJson.write(withoutSpans))));
        for (var text : texts) {
            pieces.add(Wtf8.encode(text.readable()));
            pieces.add(Wtf8.encode(text.stored()));
        }
        int length = pieces.stream().mapToInt(piece -> piece.length).sum();
        var frame = ByteBuffer.allocate(Math.addExact(Integer.BYTES * (1 + pieces.size()), length))
                .putInt(texts.size());
        pieces.forEach(piece -> frame.putInt(piece.length));
        pieces.forEach(frame::put);
        return new BytesRef(COMPRESSION.get().compress(frame.array()));
    }

    /** Opens an encoded trace. */
    public static StoredTrace open(BytesRef stored) {
        var compressed = Arrays.copyOfRange(stored.bytes, stored.offset, stored.offset + stored.length);
        int size = Math.toIntExact(Zstd.getFrameContentSize(compressed));
        var frame = ByteBuffer.wrap(DECOMPRESSION.get().decompress(compressed, size));
        var all = Utf8Text.of(frame.array());
        int count = frame.getInt();
        int headLength = frame.getInt();
        int headAt = Integer.BYTES * (2 + 2 * count);
        int at = headAt + headLength;
        var spans = new ArrayList<SpanParts>(count);
        for (int i = 0; i < count; i++) {
            int readable = frame.getInt();
            int json = frame.getInt();
            spans.add(new StoredSpan(all.slice(at, at + readable), all.slice(at + readable, at + readable + json)));
            at += readable + json;
        }
        return new StoredTrace(all.slice(headAt, headAt + headLength), spans);
    }

    /** The whole trace. */
    public IndexedTrace decoded() {
        var head = withoutSpans();
        var all = spans.stream().map(SpanParts::span).toList();
        return new IndexedTrace(new Trace(head.trace().info(), all, head.trace().unknown()), head.linkedRuns());
    }

    @Override
    public TraceInfo info() {
        return withoutSpans().trace().info();
    }

    @Override
    public Set<String> linkedRuns() {
        return withoutSpans().linkedRuns();
    }

    @Override
    public List<SpanParts> spans() {
        return spans;
    }

    private IndexedTrace withoutSpans() {
        if (withoutSpans == null) {
            withoutSpans = IndexedTraceJson.read(PythonJson.parse(head.toBytes()));
        }
        return withoutSpans;
    }
}
