package dev.trawl.index;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.IndexedTraceJson;
import dev.trawl.trace.Provenance;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.SpanParts;
import dev.trawl.trace.Trace;
import dev.trawl.trace.TraceInfo;
import dev.trawl.trace.TraceParts;
import dev.trawl.trace.Utf8Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * How the index keeps a trace: a {@link TraceFrame} as one zstd frame that knows its size, and its {@link TraceDictionary} if
 * it has one. So a text condition is decided
 * on the bytes as they come out of the frame, and only what else is asked for is parsed. As the two texts of a span have
 * most of their letters in common, the second one costs the frame little. Not thread-safe.
 */
public final class StoredTrace implements TraceParts {
    /** Without a dictionary. Level 3, zstd's default, makes a twentieth less, in half as much time again. */
    private static final int LEVEL = 1;

    private static final ThreadLocal<ZstdCompressCtx> COMPRESSION =
            ThreadLocal.withInitial(() -> new ZstdCompressCtx().setLevel(LEVEL));
    private static final ThreadLocal<ZstdDecompressCtx> DECOMPRESSION = ThreadLocal.withInitial(ZstdDecompressCtx::new);

    /** Where in a zstd frame its descriptor is, which tells what follows (RFC 8878, 3.1.1.1). */
    private static final int DESCRIPTOR_AT = 4;

    private static final int SINGLE_SEGMENT = 0b10_0000;
    private static final int DICTIONARY_SIZE = 0b11;

    private final TraceFrame frame;
    private final List<SpanParts> spans;
    private @Nullable IndexedTrace withoutSpans;

    private StoredTrace(TraceFrame frame, List<SpanParts> spans) {
        this.frame = frame;
        this.spans = spans;
    }

    /** Encodes a trace. */
    public static BytesRef encode(TraceFrame frame, Optional<TraceDictionary> dictionary) {
        var compression = dictionary.map(TraceDictionary::compression).orElseGet(COMPRESSION::get);
        return new BytesRef(compression.compress(frame.bytes().toBytes()));
    }

    /** Opens an encoded trace. */
    public static StoredTrace open(BytesRef stored) {
        byte[] frame = new byte[size(stored)];
        return of(Utf8Text.of(frame, decompressed(stored, frame)));
    }

    /** Whether two encoded traces are the same before compression, which may be another with another version of zstd. */
    public static boolean haveSameFrame(BytesRef stored, BytesRef other) {
        return stored.equals(other)
                || open(stored).frame.bytes().equals(open(other).frame.bytes());
    }

    /** Bytes of a trace's frame. */
    static int size(BytesRef stored) {
        return Math.toIntExact(Zstd.getFrameContentSize(stored.bytes, stored.offset, stored.length));
    }

    /** Writes an encoded trace's frame into an array that is large enough; its length. */
    static int decompressed(BytesRef stored, byte[] frame) {
        int number = dictionaryNumber(stored);
        var decompression = number == TraceDictionary.NONE
                ? DECOMPRESSION.get()
                : TraceDictionary.numbered(number).decompression();
        return decompression.decompressByteArray(frame, 0, frame.length, stored.bytes, stored.offset, stored.length);
    }

    /** The number of the dictionary that a zstd frame names: up to four bytes, the lowest first. */
    private static int dictionaryNumber(BytesRef stored) {
        int descriptor = stored.bytes[stored.offset + DESCRIPTOR_AT];
        int size = (1 << (descriptor & DICTIONARY_SIZE)) >> 1;
        int at = stored.offset + DESCRIPTOR_AT + ((descriptor & SINGLE_SEGMENT) == 0 ? 2 : 1);
        int number = 0;
        for (int i = size - 1; i >= 0; i--) {
            number = (number << Byte.SIZE) | (stored.bytes[at + i] & 0xFF);
        }
        return number;
    }

    static StoredTrace of(Utf8Text bytes) {
        var frame = TraceFrame.of(bytes);
        var spans = new ArrayList<SpanParts>(frame.texts().size() / 2);
        for (int i = 0; i < frame.texts().size(); i += 2) {
            spans.add(new StoredSpan(frame.texts().get(i), frame.texts().get(i + 1)));
        }
        return new StoredTrace(frame, spans);
    }

    public TraceFrame frame() {
        return frame;
    }

    /** The whole trace. */
    public IndexedTrace decoded() {
        var head = withoutSpans();
        var all = spans.stream().map(SpanParts::span).toList();
        return new IndexedTrace(new Trace(head.trace().info(), all, head.trace().unknown()), head.provenance());
    }

    /** The trace's JSON as {@link dev.trawl.trace.TraceJson} writes it, in pieces that stand one behind the other. */
    public List<Utf8Text> json() {
        return StoredJson.pieces(
                frame.head(), spans.stream().map(SpanParts::stored).toList());
    }

    @Override
    public TraceInfo info() {
        return withoutSpans().trace().info();
    }

    @Override
    public Provenance provenance() {
        return withoutSpans().provenance();
    }

    @Override
    public List<SpanParts> spans() {
        return spans;
    }

    @Override
    public List<Utf8Text> texts() {
        return frame.texts().isEmpty() ? List.of() : List.of(frame.allTexts());
    }

    private IndexedTrace withoutSpans() {
        if (withoutSpans == null) {
            withoutSpans = IndexedTraceJson.read(PythonJson.parse(frame.head().toBytes()));
        }
        return withoutSpans;
    }
}
