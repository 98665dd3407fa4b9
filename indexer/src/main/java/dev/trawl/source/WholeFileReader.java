package dev.trawl.source;

import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.PythonJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** One trace that takes the whole file. */
final class WholeFileReader implements TraceReader {
    /** Makes a trace of the file's JSON and what lies beside the file. */
    @FunctionalInterface
    interface Decoding {
        IndexedTrace decode(JsonNode json, Path file);
    }

    private final String file;
    private final InputStream in;
    private final Decoding decoding;
    private boolean read;

    WholeFileReader(String file, InputStream in, Decoding decoding) {
        this.file = file;
        this.in = in;
        this.decoding = decoding;
    }

    @Override
    public long line() {
        return 0;
    }

    @Override
    public Optional<FoundTrace> next() throws IOException, ImportProblemException {
        if (read) {
            return Optional.empty();
        }
        read = true;
        var utf8 = in.readNBytes(LineReader.LONGEST_LINE + 1);
        if (utf8.length > LineReader.LONGEST_LINE) {
            throw new ImportProblemException(
                    new ImportProblem(file, 0, "the trace is too large for the memory that trawl may use"));
        }
        return Optional.of(
                FoundTrace.of(file, 0, utf8.length, () -> decoding.decode(PythonJson.parse(utf8), Path.of(file))));
    }
}
