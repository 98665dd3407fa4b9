package dev.trawl.source;

import dev.trawl.source.spans.SpansOfTraces;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** How traces stand in a text, judged by its beginning. */
enum FileKind {
    /** One trace a line. */
    LINES,
    /** A trace over several lines, a list of traces, or {@code {"traces": […]}}; or several of these. */
    DOCUMENT,
    /** A request of OpenTelemetry's a line, as its collector's file exporter writes it. */
    OTLP,
    /** A request of OpenTelemetry's over several lines, or several. */
    OTLP_DOCUMENT,
    /** The spans of one trace, as MLflow keeps them in an artifact store: {@code {"spans": […]}}. */
    SPANS,
    /** One trace as mlflow-export-import writes it: {@code {"system": {…}, "mlflow": {"info": …}}}. */
    EXPORT;

    /** The fields that {@code mlflow traces search --output json} may begin with. */
    private static final Set<String> FIELDS_OF_A_LIST = Set.of("traces", "next_page_token");

    /** @param bytes the first of the file, without a byte order mark */
    static FileKind of(String file, byte[] bytes) throws ImportProblemException {
        var beginning = new String(bytes, StandardCharsets.ISO_8859_1);
        if (DatabaseSource.beginsAsDatabase(bytes)) {
            throw new ImportProblemException(
                    new ImportProblem(file, 0, "a SQLite database in a stream; unpack it and name the file instead"));
        }
        boolean utf16 = beginning.startsWith("\u00ff\u00fe") || beginning.startsWith("\u00fe\u00ff");
        if (utf16 || (isBinary(beginning) && !beginning.strip().startsWith("{"))) {
            throw new ImportProblemException(
                    new ImportProblem(file, 0, "neither JSON in UTF-8 nor gzip nor Zstandard of it"));
        }
        return of(beginning);
    }

    private static boolean isBinary(String beginning) {
        int nul = beginning.indexOf('\0');
        return nul >= 0 && nul < 1_000;
    }

    /** @param beginning as characters of one byte each */
    static FileKind of(String beginning) {
        var text = beginning.stripLeading();
        if (text.startsWith("[")) {
            return DOCUMENT;
        }
        if (!text.startsWith("{")) {
            return LINES;
        }
        var first = firstField(text);
        if (SpansOfTraces.beginsRequest(first)) {
            return goesOnInNextLine(text) ? OTLP_DOCUMENT : OTLP;
        }
        return switch (first) {
            case "spans" -> SPANS;
            case "system" -> EXPORT;
            case String field -> FIELDS_OF_A_LIST.contains(field) || goesOnInNextLine(text) ? DOCUMENT : LINES;
        };
    }

    private static String firstField(String text) {
        var inside = text.substring(1).stripLeading();
        int end = inside.indexOf('"', 1);
        return inside.startsWith("\"") && end > 0 ? inside.substring(1, end) : "";
    }

    /** A first line that is open, and a second one that does not begin a trace of its own. */
    private static boolean goesOnInNextLine(String text) {
        int lineEnd = text.indexOf('\n');
        if (lineEnd < 0) {
            return false;
        }
        var first = text.substring(0, lineEnd).strip();
        var next = text.substring(lineEnd).stripLeading();
        return !first.endsWith("}") && (next.startsWith("\"") || next.startsWith("}") || next.startsWith("]"));
    }

    SourceKind asSource() {
        return switch (this) {
            case LINES -> SourceKind.LINES;
            case DOCUMENT -> SourceKind.DOCUMENT;
            case OTLP, OTLP_DOCUMENT -> SourceKind.OTLP;
            case SPANS -> SourceKind.SPANS;
            case EXPORT -> SourceKind.EXPORT;
        };
    }

    /** @param spans where spans are put that are not together by trace */
    TraceReader reader(String file, InputStream in, SpansOfTraces spans) {
        return switch (this) {
            case LINES, OTLP -> new TraceLineReader(file, new LineReader(file, in, LineReader.LONGEST_LINE), spans);
            case DOCUMENT, OTLP_DOCUMENT -> new DocumentReader(file, in, spans);
            case SPANS -> new WholeFileReader(file, in, ArtifactTrace::decode);
            case EXPORT -> new WholeFileReader(file, in, ExportedTrace::decode);
        };
    }
}
