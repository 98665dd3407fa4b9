package dev.trawl.source.database;

import dev.trawl.trace.MlflowKey;
import dev.trawl.trace.PythonJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.LongNode;

/**
 * A row of {@code trace_info}. What MLflow keeps in columns of their own and tells as tags and metadata is put back there
 * (mlflow/store/tracking/utils/trace_analytics.py, {@code compatibility_metadata_from_columns}, 3.17.2).
 */
record InfoRow(
        String traceId,
        String experimentId,
        long timestampMs,
        Optional<Long> executionTimeMs,
        String status,
        Optional<String> clientRequestId,
        Optional<String> requestPreview,
        Optional<String> responsePreview,
        Optional<String> name,
        Optional<String> session,
        Map<String, JsonNode> tokens,
        Map<String, JsonNode> costs) {
    private static final String[] TOKEN_COLUMNS = {
        "input_tokens",
        "output_tokens",
        "total_tokens",
        "cache_read_input_tokens",
        "cache_creation_input_tokens",
        "cache_creation_input_tokens_above_1hr"
    };

    private static final String[] COST_COLUMNS = {"input_cost", "output_cost", "total_cost"};

    /** Reads the row that the cursor stands on. */
    static InfoRow of(ResultSet row) throws SQLException {
        var tokens = new LinkedHashMap<String, JsonNode>();
        for (var column : TOKEN_COLUMNS) {
            number(row, column).ifPresent(count -> tokens.put(column, LongNode.valueOf(count)));
        }
        var costs = new LinkedHashMap<String, JsonNode>();
        for (var column : COST_COLUMNS) {
            double cost = row.getDouble(column);
            if (!row.wasNull()) {
                costs.put(column, DoubleNode.valueOf(cost));
            }
        }
        return new InfoRow(
                row.getString("request_id"),
                row.getString("experiment_id"),
                row.getLong("timestamp_ms"),
                number(row, "execution_time_ms"),
                row.getString("status"),
                text(row, "client_request_id"),
                text(row, "request_preview"),
                text(row, "response_preview"),
                text(row, "trace_name"),
                text(row, "session_id"),
                tokens,
                costs);
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    private static Optional<Long> number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(number);
    }

    void promotedTags(Map<String, String> tags) {
        name.ifPresent(text -> tags.put(MlflowKey.TRACE_NAME, ServerText.cut(text, ServerText.LONGEST_TAG)));
    }

    void promotedMetadata(Map<String, String> metadata) {
        session.ifPresent(text -> put(metadata, MlflowKey.SESSION, text));
        if (!tokens.isEmpty()) {
            put(metadata, MlflowKey.TRACE_TOKENS, json(tokens));
        }
        if (!costs.isEmpty()) {
            put(metadata, MlflowKey.TRACE_COST, json(costs));
        }
    }

    private static void put(Map<String, String> metadata, String key, String text) {
        metadata.put(key, ServerText.cut(text, ServerText.LONGEST_METADATA));
    }

    private static String json(Map<String, JsonNode> numbers) {
        return PythonJson.ascii(JsonNodeFactory.instance.objectNode().setAll(numbers));
    }
}
