package dev.trawl.export;

import dev.trawl.trace.IndexedTrace;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Comma-separated values (RFC 4180) in UTF-8, a row a trace, without spans. A missing value is an empty cell. */
final class CsvWriter implements TraceWriter {
    private final OutputStream out;

    CsvWriter(OutputStream out) throws IOException {
        this.out = out;
        line(TraceColumn.INFO.stream().map(TraceColumn::name).collect(Collectors.joining(",")));
    }

    @Override
    public boolean write(IndexedTrace trace) throws IOException {
        line(TraceColumn.INFO.stream()
                .map(column -> column.of(trace)
                        .map(Object::toString)
                        .map(CsvWriter::cell)
                        .orElse(""))
                .collect(Collectors.joining(",")));
        return true;
    }

    private void line(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.write('\r');
        out.write('\n');
    }

    private static String cell(String value) {
        boolean plain = value.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
        return plain ? value : "\"" + value.replace("\"", "\"\"") + "\"";
    }

    @Override
    public void finish() {}
}
