package dev.trawl.source.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The traces of an MLflow database, in the order in which they were inserted, so that what lies together on the disk is
 * read together. Every experiment's, also those of deleted ones.
 *
 * <p>The server may be writing meanwhile. MLflow's databases have a rollback journal, where a reader keeps the server from
 * committing; so each batch of traces is a transaction of its own, which ends before anybody is waited for. A trace is
 * read in one transaction. For one thread.
 */
public final class MlflowDatabase implements AutoCloseable {
    private static final int BATCH = 200;

    /** Bytes of span contents after which a batch ends early. */
    private static final long BATCH_BYTES = 8 << 20;

    private final Path folder;
    private final Connection connection;
    private final DatabaseSchema schema;
    private final long lastRow;

    /** Ids of traces whose rows are to be read next. */
    private final Deque<String> pending = new ArrayDeque<>();

    private final Deque<DatabaseTrace> read = new ArrayDeque<>();
    private long row;

    private MlflowDatabase(Path file, Connection connection) throws SQLException, DatabaseException {
        this.folder = file.toAbsolutePath().resolveSibling("").normalize();
        this.connection = connection;
        this.schema = new DatabaseSchema(connection);
        this.lastRow = number("select coalesce(max(rowid), 0) from trace_info");
        connection.commit();
    }

    /**
     * Opens a database for reading.
     *
     * @param goesOn asked again and again while another program has locked the database, now or later, whether to wait for it, which
     *     takes 20 seconds at the longest
     * @throws DatabaseException if it cannot be read or is not MLflow's
     */
    public static MlflowDatabase open(Path file, BooleanSupplier goesOn) throws DatabaseException {
        try {
            return open(file, "mode=ro", goesOn);
        } catch (SQLException e) {
            if (DatabaseException.isCannotOpen(e) && !hasUnfinishedChanges(file)) {
                return openUnchanging(file, goesOn);
            }
            throw DatabaseException.of(e);
        }
    }

    /** On a medium that cannot be written SQLite opens a database with a write-ahead log only when told that nobody will. */
    private static MlflowDatabase openUnchanging(Path file, BooleanSupplier goesOn) throws DatabaseException {
        try {
            return open(file, "mode=ro&immutable=1", goesOn);
        } catch (SQLException e) {
            throw DatabaseException.of(e);
        }
    }

    private static boolean hasUnfinishedChanges(Path file) {
        var log = file.resolveSibling(file.getFileName() + "-wal");
        try {
            return Files.exists(log) && Files.size(log) > 0;
        } catch (IOException unknown) {
            return true;
        }
    }

    private static MlflowDatabase open(Path file, String how, BooleanSupplier goesOn)
            throws SQLException, DatabaseException {
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:file:" + file.toAbsolutePath().toUri().getRawPath() + "?" + how);
        var connection = source.getConnection();
        try {
            LockWait.set(connection, goesOn);
            connection.setAutoCommit(false);
            return new MlflowDatabase(file, connection);
        } catch (SQLException | DatabaseException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * The next trace; empty at the end.
     *
     * @throws DatabaseException if the database cannot be read further
     */
    public Optional<DatabaseTrace> next() throws DatabaseException {
        try {
            while (read.isEmpty() && more()) {
                readBatch();
                connection.commit();
            }
            return Optional.ofNullable(read.poll());
        } catch (SQLException e) {
            throw DatabaseException.of(e);
        }
    }

    /** Which share of the traces has been read, from 0 to 1. */
    public double progress() {
        return lastRow == 0 ? 1 : Math.min(1, (double) row / lastRow);
    }

    private boolean more() throws SQLException {
        if (pending.isEmpty()) {
            try (var statement = connection.prepareStatement(DatabaseSchema.traceIds())) {
                statement.setLong(1, row);
                statement.setInt(2, BATCH);
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        row = rows.getLong(1);
                        pending.add(rows.getString(2));
                    }
                }
            }
        }
        return !pending.isEmpty();
    }

    private void readBatch() throws SQLException {
        var wanted = List.copyOf(pending);
        pending.clear();
        var spans = spans(wanted);
        // Where the batch ended early, traces that were not seen are read with the next one.
        var complete = spans.ended() ? wanted : List.copyOf(spans.byTrace().keySet());
        wanted.stream()
                .filter(id -> !spans.ended() && !spans.byTrace().containsKey(id))
                .forEach(pending::add);
        Map<String, DatabaseTrace> traces = new LinkedHashMap<>();
        query(schema.info(complete.size()), complete, rows -> {
            var info = InfoRow.of(rows);
            traces.put(info.traceId(), new DatabaseTrace(info, folder));
        });
        rowsOf(
                traces,
                DatabaseSchema.tags(complete.size()),
                complete,
                (trace, rows) -> trace.addTag(rows.getString(2), Optional.ofNullable(rows.getString(3))));
        rowsOf(
                traces,
                DatabaseSchema.metadata(complete.size()),
                complete,
                (trace, rows) -> trace.addMetadata(rows.getString(2), Optional.ofNullable(rows.getString(3))));
        if (schema.hasAssessments()) {
            rowsOf(
                    traces,
                    schema.assessments(complete.size()),
                    complete,
                    (trace, rows) -> trace.add(AssessmentRow.of(rows)));
        }
        if (schema.hasLinks()) {
            rowsOf(
                    traces,
                    DatabaseSchema.linkedRuns(complete.size()),
                    complete,
                    (trace, rows) -> trace.addLinkedRun(rows.getString(2)));
            rowsOf(
                    traces,
                    DatabaseSchema.linkedPrompts(complete.size()),
                    complete,
                    (trace, rows) -> trace.addLinkedPrompt(rows.getString(2)));
        }
        traces.forEach((id, trace) ->
                trace.spans(spans.byTrace().getOrDefault(id, new SpanContents()).inOrder()));
        read.addAll(traces.values());
    }

    /** @param ended whether all spans of the traces asked for are there, or only those of the traces named */
    private record Spans(Map<String, SpanContents> byTrace, boolean ended) {}

    private Spans spans(List<String> traceIds) throws SQLException {
        Map<String, SpanContents> byTrace = new LinkedHashMap<>();
        if (!schema.hasSpans()) {
            return new Spans(byTrace, true);
        }
        long bytes = 0;
        try (var statement = prepared(schema.spans(traceIds.size()), traceIds);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                var id = rows.getString(1);
                if (bytes > BATCH_BYTES && !byTrace.containsKey(id)) {
                    return new Spans(byTrace, false);
                }
                var contents = byTrace.computeIfAbsent(id, missing -> new SpanContents());
                bytes += contents.add(Optional.ofNullable(rows.getBytes(2)), rows.getBoolean(3));
            }
        }
        return new Spans(byTrace, true);
    }

    private interface RowReader {
        void read(ResultSet rows) throws SQLException;
    }

    private interface TraceRowReader {
        void read(DatabaseTrace trace, ResultSet rows) throws SQLException;
    }

    private void rowsOf(Map<String, DatabaseTrace> traces, String sql, List<String> ids, TraceRowReader reader)
            throws SQLException {
        query(sql, ids, rows -> {
            var trace = traces.get(rows.getString(1));
            if (trace != null) {
                reader.read(trace, rows);
            }
        });
    }

    private void query(String sql, List<String> ids, RowReader reader) throws SQLException {
        try (var statement = prepared(sql, ids);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }

    private PreparedStatement prepared(String sql, List<String> ids) throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (int i = 0; i < ids.size(); i++) {
            statement.setString(i + 1, ids.get(i));
        }
        return statement;
    }

    private long number(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.getLong(1);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw DatabaseException.of(e);
        }
    }
}
