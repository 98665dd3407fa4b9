package dev.trawl.index;

import com.github.luben.zstd.Zstd;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.IndexedTraceJson;
import dev.trawl.trace.PythonJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.lucene.util.BytesRef;

/** How the index keeps a trace: its JSON ({@link IndexedTraceJson}) in UTF-8, in one zstd frame that knows its size. */
public final class StoredTrace {
    /** The default level of zstd: a higher one gains little on JSON of this size and halves the speed. */
    private static final int LEVEL = 3;

    private StoredTrace() {}

    public static BytesRef encode(IndexedTrace trace) {
        var json = PythonJson.readable(IndexedTraceJson.write(trace)).getBytes(StandardCharsets.UTF_8);
        return new BytesRef(Zstd.compress(json, LEVEL));
    }

    /** The JSON of the trace in UTF-8. */
    public static byte[] json(BytesRef stored) {
        var frame = Arrays.copyOfRange(stored.bytes, stored.offset, stored.offset + stored.length);
        return Zstd.decompress(frame, Math.toIntExact(Zstd.getFrameContentSize(frame)));
    }

    public static IndexedTrace decode(BytesRef stored) {
        return IndexedTraceJson.read(PythonJson.parse(json(stored)));
    }
}
