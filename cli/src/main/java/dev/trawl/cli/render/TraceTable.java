package dev.trawl.cli.render;

import dev.trawl.cli.console.Harmless;
import dev.trawl.trace.Trace;
import dev.trawl.trace.TraceJson;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Traces as the table of {@code mlflow traces search}, with one difference: MLflow looks for the duration under a name
 * that its JSON does not have and always shows {@code N/A}; here it is shown.
 *
 * <p>U+FFFD stands for what would act on a person's terminal.
 */
public final class TraceTable {
    private static final List<Column> STANDARD = List.of(
            Column.of("info.trace_id"),
            Column.of("info.request_time"),
            Column.of("info.state"),
            new Column("info.execution_duration", FieldPath.of("info.execution_duration_ms")),
            Column.of("info.request_preview"),
            Column.of("info.response_preview"));

    private TraceTable() {}

    private record Column(String header, FieldPath path) {
        static Column of(String path) {
            return new Column(path, FieldPath.of(path));
        }
    }

    /** The standard columns as {@code mlflow traces search} prints them. */
    public static String standard(List<Trace> traces) {
        return table(STANDARD, traces);
    }

    /** The fields that were asked for, as {@code mlflow traces search --extract-fields} prints them. */
    public static String withFields(List<Trace> traces, List<FieldPath> fields) {
        var columns =
                fields.stream().map(field -> new Column(field.text(), field)).toList();
        return table(columns, traces);
    }

    private static String table(List<Column> columns, List<Trace> traces) {
        var headers = columns.stream().map(Column::header).toList();
        var rows = traces.stream()
                .map(TraceJson::write)
                .map(trace -> row(columns, trace))
                .toList();
        return MlflowTable.of(headers, rows);
    }

    private static List<String> row(List<Column> columns, JsonNode trace) {
        return columns.stream()
                .map(column -> CellText.of(column.path(), trace))
                .map(Harmless::of)
                .toList();
    }
}
