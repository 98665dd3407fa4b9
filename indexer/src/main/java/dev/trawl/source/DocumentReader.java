package dev.trawl.source;

import dev.trawl.source.spans.SpansOfTraces;
import dev.trawl.trace.MalformedTraceException;
import dev.trawl.trace.PythonJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Traces in JSON that is not cut into lines, read piece by piece: a trace as {@code mlflow traces get} prints it, a list
 * of them, {@code {"traces": […], …}} as {@code mlflow traces search --output json} prints it, requests of OpenTelemetry, and any of these one after
 * the other. Broken JSON ends it: nobody knows where the next trace begins.
 */
final class DocumentReader implements TraceReader {
    /** Memory that a parsed trace takes for each byte of its JSON; a guess for MLflow's long texts. */
    private static final long GROWTH = 2;

    private final String file;
    private final JsonParser parser;
    private final SpansOfTraces spans;

    /** Inside a list of traces, and inside an object around it. */
    private boolean inList;

    private boolean inObject;
    private boolean ended;

    /** @param spans where those of requests are put */
    DocumentReader(String file, InputStream in, SpansOfTraces spans) {
        this.file = file;
        this.spans = spans;
        this.parser = PythonJson.parser(in);
    }

    @Override
    public long line() {
        return parser.currentLocation().getLineNr();
    }

    @Override
    public Optional<FoundTrace> next() throws IOException, ImportProblemException {
        try {
            while (!ended) {
                var found = inList ? nextInList() : nextOutside();
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        } catch (JacksonIOException e) {
            ended = true;
            throw e.getCause() == null ? new IOException(e) : e.getCause();
        } catch (JacksonException e) {
            ended = true;
            throw new ImportProblemException(
                    new ImportProblem(file, line(), JsonComplaint.of(e) + "; what follows is not read"));
        }
    }

    private Optional<FoundTrace> nextInList() throws IOException, ImportProblemException {
        if (parser.nextToken() == JsonToken.END_ARRAY) {
            inList = false;
            return Optional.empty();
        }
        long line = parser.currentTokenLocation().getLineNr();
        long start = parser.currentTokenLocation().getByteOffset();
        JsonNode trace = parser.readValueAsTree();
        return found(line, start, trace);
    }

    private Optional<FoundTrace> nextOutside() throws IOException, ImportProblemException {
        if (inObject) {
            return nextInObject();
        }
        var token = parser.nextToken();
        switch (token) {
            case null -> ended = true;
            case START_ARRAY -> inList = true;
            case START_OBJECT -> {
                return nextInObject();
            }
            default -> {
                long line = parser.currentTokenLocation().getLineNr();
                return found(line, parser.currentTokenLocation().getByteOffset(), parser.readValueAsTree());
            }
        }
        return Optional.empty();
    }

    /** The object is a trace, unless a list {@code traces} is in it. */
    private Optional<FoundTrace> nextInObject() throws IOException, ImportProblemException {
        long line = parser.currentTokenLocation().getLineNr();
        long start = parser.currentTokenLocation().getByteOffset();
        var object = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            if (parser.nextToken() == JsonToken.START_ARRAY && name.equals("traces")) {
                inList = true;
                inObject = true;
                return Optional.empty();
            }
            object.set(name, parser.<JsonNode>readValueAsTree());
        }
        boolean isEndOfList = inObject;
        inObject = false;
        return isEndOfList ? Optional.empty() : found(line, start, object);
    }

    private Optional<FoundTrace> found(long line, long start, JsonNode trace)
            throws IOException, ImportProblemException {
        if (SpansOfTraces.isRequest(trace)) {
            putAside(line, trace);
            return Optional.empty();
        }
        long size = parser.currentLocation().getByteOffset() - start;
        return Optional.of(FoundTrace.inDocument(file, line, GROWTH * size, trace));
    }

    private void putAside(long line, JsonNode request) throws IOException, ImportProblemException {
        try {
            spans.addRequest(request);
        } catch (MalformedTraceException e) {
            throw new ImportProblemException(ImportProblem.noRequest(file, line, e));
        }
    }
}
