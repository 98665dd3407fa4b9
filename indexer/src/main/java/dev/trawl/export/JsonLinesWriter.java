package dev.trawl.export;

import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.IndexedTraceJson;
import dev.trawl.trace.PythonJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Trawl's own JSON, a trace a line: nothing is lost, and what an import made of it is written again byte for byte. */
final class JsonLinesWriter implements TraceWriter {
    private final OutputStream out;

    JsonLinesWriter(OutputStream out) {
        this.out = out;
    }

    @Override
    public boolean write(IndexedTrace trace) throws IOException {
        // A lone surrogate stays escaped in readable JSON, so this is UTF-8.
        out.write(PythonJson.readable(IndexedTraceJson.write(trace)).getBytes(StandardCharsets.UTF_8));
        out.write('\n');
        return true;
    }

    @Override
    public void finish() {}
}
