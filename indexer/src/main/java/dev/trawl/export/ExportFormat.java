package dev.trawl.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** In what form traces are written. */
public enum ExportFormat {
    JSONL("JSON lines"),
    CSV("CSV"),
    OTLP("OpenTelemetry JSON lines"),
    PARQUET("Parquet");

    private final String words;

    ExportFormat(String words) {
        this.words = words;
    }

    /** How names of files in this form end. */
    private List<String> endings() {
        return switch (this) {
            case JSONL -> List.of(".jsonl", ".ndjson");
            case CSV -> List.of(".csv");
            case OTLP -> List.of(".otlp.jsonl", ".otlp");
            case PARQUET -> List.of(".parquet");
        };
    }

    /** The format that a file's name asks for, whatever it is compressed with. */
    public static Optional<ExportFormat> of(Path file) {
        var name = FileCompression.uncompressed(file.getFileName().toString()).toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .sorted((one, other) -> other.compareTo(one))
                .filter(format -> format.endings().stream().anyMatch(name::endsWith))
                .findFirst();
    }

    TraceWriter writer(OutputStream out) throws IOException {
        return switch (this) {
            case JSONL -> new JsonLinesWriter(out);
            case CSV -> new CsvWriter(out);
            case OTLP -> new OtlpWriter(out);
            case PARQUET -> new ParquetTraces(out);
        };
    }

    /** {@code JSON lines}. */
    public String words() {
        return words;
    }

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
