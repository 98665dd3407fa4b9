package dev.trawl.cli.render;

import java.util.List;
import java.util.stream.Collectors;

/** Values as a line of CSV (RFC 4180, but ended by a line feed alone). */
public final class CsvLine {
    private CsvLine() {}

    public static String of(List<String> values) {
        return values.stream().map(CsvLine::quoted).collect(Collectors.joining(","));
    }

    private static String quoted(String value) {
        boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
