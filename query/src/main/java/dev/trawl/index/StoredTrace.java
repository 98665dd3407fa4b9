package dev.trawl.index;

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
import java.util.function.Predicate;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * How the index keeps a trace: a {@link TraceFrame} as one zstd frame that knows its size, and its {@link TraceDictionary} if
 * it has one. So a text condition is decided on the bytes as they come out of the frame, and only what else is asked for is
 * parsed. As the two texts of a span have most of their letters in common, the second one costs the frame little. Not
 * thread-safe.
 */
public final class StoredTrace implements TraceParts {
    private final CompressedFrame compressed;
    private @Nullable TraceFrame frame;
    private @Nullable List<SpanParts> spans;
    private @Nullable IndexedTrace withoutSpans;

    /** A trace that is decompressed when something of it is asked for. */
    StoredTrace(CompressedFrame compressed) {
        this.compressed = compressed;
    }

    /** Encodes a trace. */
    public static BytesRef encode(TraceFrame frame, Optional<TraceDictionary> dictionary) {
        return dictionary
                .map(TraceDictionary::compressor)
                .orElseGet(Compressor::withoutDictionary)
                .compress(frame.bytes());
    }

    /** Opens an encoded trace. */
    public static StoredTrace open(BytesRef stored) {
        var trace = new StoredTrace(new CompressedFrame(stored, new byte[CompressedFrame.size(stored)]));
        trace.frame();
        return trace;
    }

    /** Whether two encoded traces are the same before compression, which may be another with another version of zstd. */
    public static boolean haveSameFrame(BytesRef stored, BytesRef other) {
        return stored.equals(other)
                || open(stored).frame().bytes().equals(open(other).frame().bytes());
    }

    public TraceFrame frame() {
        var opened = frame;
        if (opened == null) {
            opened = TraceFrame.of(compressed.all());
            frame = opened;
        }
        return opened;
    }

    /** The whole trace. */
    public IndexedTrace decoded() {
        var head = withoutSpans();
        var all = spans().stream().map(SpanParts::span).toList();
        return new IndexedTrace(new Trace(head.trace().info(), all, head.trace().unknown()), head.provenance());
    }

    /** The trace's JSON as {@link dev.trawl.trace.TraceJson} writes it, in pieces that stand one behind the other. */
    public List<Utf8Text> json() {
        return StoredJson.pieces(
                frame().head(), spans().stream().map(SpanParts::stored).toList());
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
        var opened = spans;
        if (opened == null) {
            var texts = frame().texts();
            opened = new ArrayList<>(texts.size() / 2);
            for (int i = 0; i < texts.size(); i += 2) {
                opened.add(new StoredSpan(texts.get(i), texts.get(i + 1)));
            }
            spans = opened;
        }
        return opened;
    }

    /** Decompresses no more than it takes to find one. */
    @Override
    public boolean hasText(Predicate<Utf8Text> test) {
        if (frame != null) {
            return TraceFrame.texts(frame.bytes(), 0).filter(test).isPresent();
        }
        int tested = 0;
        while (true) {
            var texts = TraceFrame.texts(compressed.more(), tested);
            if (texts.filter(test).isPresent()) {
                return true;
            }
            if (compressed.complete()) {
                return false;
            }
            tested = texts.map(Utf8Text::to).orElse(tested);
        }
    }

    private IndexedTrace withoutSpans() {
        if (withoutSpans == null) {
            withoutSpans = IndexedTraceJson.read(PythonJson.parse(frame().head().toBytes()));
        }
        return withoutSpans;
    }
}
