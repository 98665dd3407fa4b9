package dev.trawl.source;

import dev.trawl.source.spans.SpansOfTraces;
import dev.trawl.trace.MalformedTraceException;
import dev.trawl.trace.PythonJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/**
 * Lines that are a trace each or a request of OpenTelemetry, in any order. Requests hold no traces but spans of traces, which
 * are put aside until all are there; those of a collector may also tell of logs and metrics, which are passed over.
 */
final class TraceLineReader implements TraceReader {
    /** How a request begins: {@code {"resourceSpans": …}}, or the same of logs, metrics or profiles. */
    private static final Pattern REQUEST = Pattern.compile("\\s*\\{\\s*\"resource[A-Z]");

    /** More than a request has in front of what it is told by. */
    private static final int BEGINNING = 64;

    private final String file;
    private final LineReader lines;
    private final SpansOfTraces spans;

    TraceLineReader(String file, LineReader lines, SpansOfTraces spans) {
        this.file = file;
        this.lines = lines;
        this.spans = spans;
    }

    @Override
    public long line() {
        return lines.line();
    }

    @Override
    public Optional<FoundTrace> next() throws IOException, ImportProblemException {
        for (var utf8 = lines.nextLine(); utf8.isPresent(); utf8 = lines.nextLine()) {
            if (!isRequest(utf8.get())) {
                return Optional.of(FoundTrace.inLine(file, line(), utf8.get()));
            }
            putAside(utf8.get());
        }
        return Optional.empty();
    }

    private static boolean isRequest(byte[] utf8) {
        var beginning = new String(utf8, 0, Math.min(utf8.length, BEGINNING), StandardCharsets.ISO_8859_1);
        return REQUEST.matcher(beginning).lookingAt();
    }

    private void putAside(byte[] request) throws IOException, ImportProblemException {
        try {
            spans.addRequest(PythonJson.parse(request));
        } catch (JacksonException e) {
            throw new ImportProblemException(new ImportProblem(file, line(), JsonComplaint.of(e)));
        } catch (MalformedTraceException e) {
            throw new ImportProblemException(ImportProblem.noRequest(file, line(), e));
        }
    }
}
