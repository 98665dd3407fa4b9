package dev.trawl.source.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which tables and columns a database has, and the queries that read them: MLflow has moved parts of a trace between
 * tables from version to version, and a column that is not there reads as NULL.
 */
final class DatabaseSchema {
    /** The columns of trace_info that a trace is made of; the last nine hold what older versions keep as metadata. */
    private static final List<String> INFO = List.of(
            "request_id",
            "experiment_id",
            "timestamp_ms",
            "execution_time_ms",
            "status",
            "client_request_id",
            "request_preview",
            "response_preview",
            "trace_name",
            "session_id",
            "input_tokens",
            "output_tokens",
            "total_tokens",
            "cache_read_input_tokens",
            "cache_creation_input_tokens",
            "cache_creation_input_tokens_above_1hr",
            "input_cost",
            "output_cost",
            "total_cost");

    private static final List<String> ASSESSMENT = List.of(
            "trace_id",
            "assessment_id",
            "name",
            "assessment_type",
            "value",
            "error",
            "created_timestamp",
            "last_updated_timestamp",
            "source_type",
            "source_id",
            "span_id",
            "rationale",
            "overrides",
            "valid",
            "assessment_metadata");

    private final Set<String> columns = new HashSet<>();

    DatabaseSchema(Connection connection) throws SQLException, DatabaseException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select m.name || '.' || c.name from sqlite_master m"
                        + " join pragma_table_info(m.name) c where m.type = 'table'")) {
            while (rows.next()) {
                columns.add(rows.getString(1));
            }
        }
        if (!columns.contains("trace_info.request_id")) {
            throw new DatabaseException("a SQLite database, but not MLflow's: there is no table trace_info");
        }
    }

    /** Row number and id of the next traces, in the order in which they were inserted. */
    static String traceIds() {
        return "select rowid, request_id from trace_info where rowid > ? and request_id is not null order by rowid limit ?";
    }

    String info(int traces) {
        return "select " + list("trace_info", INFO) + " from trace_info where request_id in " + marks(traces);
    }

    /** Id, key and value of tags. */
    static String tags(int traces) {
        return pairs("trace_tags", traces);
    }

    /** Id, key and value of metadata. */
    static String metadata(int traces) {
        return pairs("trace_request_metadata", traces);
    }

    private static String pairs(String table, int traces) {
        return "select request_id, key, value from " + table + " where request_id in " + marks(traces)
                + " and key is not null order by request_id, rowid";
    }

    /** In the order in which a server tells assessments. */
    String assessments(int traces) {
        return "select " + list("assessments", ASSESSMENT)
                + " from assessments where trace_id in " + marks(traces)
                + " order by trace_id, created_timestamp, rowid";
    }

    /** Trace id and content of spans, and whether they are roots; those of a trace by time. */
    String spans(int traces) {
        return "select trace_id, content, parent_span_id is null from spans where trace_id in " + marks(traces)
                + " order by trace_id, start_time_unix_nano, rowid";
    }

    /** Id of traces and of the runs that were linked to them. */
    static String linkedRuns(int traces) {
        return links("run", traces);
    }

    /** Id of traces, and name and version of the prompts that were linked to them. */
    static String linkedPrompts(int traces) {
        return links("prompt_version", traces);
    }

    private static String links(String destination, int traces) {
        return "select source_id, destination_id from entity_associations where source_type = 'trace'"
                + " and destination_type = '" + destination + "' and source_id in " + marks(traces);
    }

    boolean hasSpans() {
        return columns.contains("spans.content");
    }

    boolean hasAssessments() {
        return columns.contains("assessments.assessment_id");
    }

    boolean hasLinks() {
        return columns.contains("entity_associations.source_id");
    }

    private String list(String table, List<String> names) {
        return names.stream()
                .map(name -> columns.contains(table + "." + name) ? name : "null as " + name)
                .collect(Collectors.joining(", "));
    }

    private static String marks(int count) {
        return "(?" + ", ?".repeat(count - 1) + ")";
    }
}
