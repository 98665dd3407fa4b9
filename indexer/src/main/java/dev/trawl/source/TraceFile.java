package dev.trawl.source;

import dev.trawl.source.spans.SpansOfTraces;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The traces of one file or stream, in their order. What it is, is told by its first bytes: gzip, Zstandard or plain;
 * then one trace a line, or a document with one trace or a list of them.
 *
 * <p>For one thread. Only one trace is in memory at a time.
 */
final class TraceFile implements TraceSource {
    private final String name;
    private final CountedStream stored;
    private final InputStream plain;
    private final CountedStream decoded;
    private final FileKind kind;
    private final TraceReader reader;
    private boolean broken;

    private TraceFile(String name, CountedStream stored, InputStream plain, SpansOfTraces spans)
            throws IOException, ImportProblemException {
        this.name = name;
        this.stored = stored;
        this.plain = plain;
        this.decoded = new CountedStream(plain);
        var peeked = new PeekedStream(decoded);
        this.kind = FileKind.of(name, peeked.beginning());
        this.reader = kind.reader(name, peeked, spans);
    }

    /**
     * Begins to read; the stream is closed with the file.
     *
     * @param name for messages, and where to look for what belongs to it
     * @param spans where spans are put that are not together by trace
     * @throws ImportProblemException if it is nothing that could hold traces
     */
    static TraceFile open(String name, InputStream stream, SpansOfTraces spans)
            throws IOException, ImportProblemException {
        var stored = new CountedStream(stream);
        try {
            return new TraceFile(name, stored, Compression.decompressed(stored), spans);
        } catch (IOException e) {
            stream.close();
            throw new ImportProblemException(new ImportProblem(name, 0, unreadable(e)));
        } catch (ImportProblemException e) {
            stream.close();
            throw e;
        }
    }

    @Override
    public Optional<FoundTrace> next() throws ImportProblemException {
        try {
            return broken ? Optional.empty() : reader.next();
        } catch (IOException e) {
            broken = true;
            throw new ImportProblemException(new ImportProblem(name, reader.line(), unreadable(e)));
        }
    }

    private static String unreadable(IOException exception) {
        return Compression.isCutOff(exception)
                ? "the compressed data is cut off; what follows is lost"
                : "cannot be read further: " + exception.getMessage();
    }

    @Override
    public SourceKind kind() {
        return kind.asSource();
    }

    @Override
    public long bytes() {
        return stored.count();
    }

    @Override
    public long decodedBytes() {
        return decoded.count();
    }

    @Override
    public void close() throws IOException {
        plain.close();
    }
}
