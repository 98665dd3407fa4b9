package dev.trawl.source;

import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.IndexedTraceJson;
import dev.trawl.trace.MalformedTraceException;
import dev.trawl.trace.PythonJson;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What stands where a trace should stand in a file, and where that is. Decoding is left to another thread. */
public final class FoundTrace {
    private final String file;
    private final long line;
    private final long size;
    private final Supplier<IndexedTrace> decoding;

    private FoundTrace(String file, long line, long size, Supplier<IndexedTrace> decoding) {
        this.file = file;
        this.line = line;
        this.size = size;
        this.decoding = decoding;
    }

    /**
     * A trace and how it is decoded.
     *
     * @param line from 1; 0 where there are no lines
     * @param size bytes in memory until it is decoded, roughly
     * @param decoding may throw {@link MalformedTraceException} and Jackson's exceptions
     */
    public static FoundTrace of(String file, long line, long size, Supplier<IndexedTrace> decoding) {
        return new FoundTrace(file, line, size, decoding);
    }

    static FoundTrace inLine(String file, long line, byte[] utf8) {
        return new FoundTrace(file, line, utf8.length, () -> read(utf8));
    }

    /** A parser would take NUL bytes for the sign of another encoding. */
    private static IndexedTrace read(byte[] utf8) {
        for (byte b : utf8) {
            if (b == 0) {
                throw new MalformedTraceException("NUL bytes stand in it; the file may be damaged");
            }
        }
        return IndexedTraceJson.read(PythonJson.parse(utf8));
    }

    /** @param size bytes in memory, roughly */
    static FoundTrace inDocument(String file, long line, long size, JsonNode json) {
        return new FoundTrace(file, line, size, () -> IndexedTraceJson.read(json));
    }

    /** Bytes in memory until it is decoded. */
    public long size() {
        return size;
    }

    /**
     * The trace.
     *
     * @throws ImportProblemException if it is none
     */
    public IndexedTrace decode() throws ImportProblemException {
        try {
            return decoding.get();
        } catch (JacksonException e) {
            throw new ImportProblemException(new ImportProblem(file, line, JsonComplaint.of(e)));
        } catch (UncheckedIOException e) {
            throw new ImportProblemException(new ImportProblem(file, line, String.valueOf(e.getMessage())));
        } catch (MalformedTraceException e) {
            throw new ImportProblemException(new ImportProblem(file, line, "no trace: " + e.getMessage()));
        }
    }

    /** A problem at the place of this trace. */
    public ImportProblem problem(String message) {
        return new ImportProblem(file, line, message);
    }
}
