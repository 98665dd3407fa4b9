package dev.trawl.source;

import dev.trawl.source.spans.SpansOfTraces;
import dev.trawl.trace.MalformedTraceException;
import java.io.IOException;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/** Requests of OpenTelemetry, one a line. They hold no traces but spans of traces, which are put aside until all are there. */
final class OtlpReader implements TraceReader {
    private final String file;
    private final LineReader lines;
    private final SpansOfTraces spans;

    OtlpReader(String file, LineReader lines, SpansOfTraces spans) {
        this.file = file;
        this.lines = lines;
        this.spans = spans;
    }

    @Override
    public long line() {
        return lines.line();
    }

    /** Empty, after all lines have been read. */
    @Override
    public Optional<FoundTrace> next() throws IOException, ImportProblemException {
        for (var utf8 = lines.nextLine(); utf8.isPresent(); utf8 = lines.nextLine()) {
            try {
                spans.addRequest(utf8.get());
            } catch (JacksonException e) {
                throw new ImportProblemException(new ImportProblem(file, line(), JsonComplaint.of(e)));
            } catch (MalformedTraceException e) {
                throw new ImportProblemException(
                        new ImportProblem(file, line(), "no request of OpenTelemetry's: " + e.getMessage()));
            }
        }
        return Optional.empty();
    }
}
