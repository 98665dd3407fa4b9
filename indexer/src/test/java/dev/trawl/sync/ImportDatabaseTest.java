package dev.trawl.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.indexer.TraceIndexWriter;
import dev.trawl.source.SourceKind;
import dev.trawl.source.database.MlflowDatabase;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.TraceJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportDatabaseTest extends ImportedFiles {
    private static final Path RECORDED = Path.of("../e2e/mlflow/corpus/mlflow.db");
    private static final String SOME_TRACE = "tr-c2b9546e0f0220f3edb7f1d5cbf15150";

    @Test
    void aDatabaseTellsWhatItsServerWouldTell() throws IOException {
        var report = run(RECORDED);

        assertThat(report.problems()).isEmpty();
        assertThat(report.kinds()).isEqualTo(Map.of(SourceKind.DATABASE, 1));
        assertThat(report.traces()).isEqualTo(new TraceCounts(30, 0, 0, 0, 3));
        assertThat(withoutLinks(index())).isEqualTo(exported());
    }

    @Test
    void runsThatWereLinkedAfterwardsAreRead() throws IOException {
        run(RECORDED);

        assertThat(index().values())
                .extracting(trace -> trace.provenance().linkedRuns())
                .filteredOn(runs -> !runs.isEmpty())
                .hasSize(1);
    }

    @Test
    void promptsThatOnlyTheServerLinksAreRead() throws IOException, SQLException {
        var file = copy("mlflow.db");
        try (var server = writer(file)) {
            execute(
                    server,
                    "insert into entity_associations(association_id, source_type, source_id, destination_type, destination_id)"
                            + " values ('a1', 'trace', '" + SOME_TRACE + "', 'prompt_version', 'greeting/2')");
        }
        run(file);

        assertThat(index().values())
                .filteredOn(trace -> !trace.provenance().linkedPrompts().isEmpty())
                .singleElement()
                .satisfies(trace -> {
                    assertThat(trace.id()).isEqualTo(SOME_TRACE);
                    assertThat(trace.provenance().linkedPrompts()).containsExactly("greeting/2");
                });
    }

    @Test
    void readingLetsTheServerWriteBetweenBatches() throws IOException, SQLException {
        var file = copy("mlflow.db");
        try (var database = MlflowDatabase.open(file, () -> true);
                var server = writer(file)) {
            assertThat(database.next()).isPresent();
            execute(server, "pragma busy_timeout = 0", "update trace_tags set value = 'changed' where key = 'env'");
        }
    }

    @Test
    void aLockedDatabaseIsWaitedForAndTheWaitCanBeEnded() throws IOException, SQLException {
        var file = copy("mlflow.db");
        try (var server = writer(file);
                var index = TraceIndexWriter.open(folder.resolve("index"))) {
            execute(server, "begin exclusive");
            var stopped = new Import(index, standardInput, Clock.systemUTC());
            var waits = new AtomicInteger();
            var ended = stopped.run(List.of(file), false, waiting(() -> {
                waits.incrementAndGet();
                stopped.stop();
            }));
            assertThat(ended.committed()).isFalse();
            assertThat(waits).hasValue(1);

            var unlocked = new Import(index, standardInput, Clock.systemUTC());
            var read = unlocked.run(List.of(file), false, waiting(() -> rollback(server)));
            assertThat(read.problems()).isEmpty();
            assertThat(read.traces().added()).isEqualTo(30);
        }
    }

    private static ImportListener waiting(Runnable action) {
        return new ImportListener() {
            @Override
            public void progress(Progress progress) {}

            @Override
            public void waiting(String file) {
                action.run();
            }
        };
    }

    private static void rollback(Connection connection) {
        try {
            execute(connection, "rollback");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aDatabaseWithAWriteAheadLogIsReadWithWhatIsOnlyInTheLog() throws IOException, SQLException {
        var file = copy("mlflow.db");
        try (var server = writer(file)) {
            execute(
                    server,
                    "pragma journal_mode = wal",
                    "pragma wal_autocheckpoint = 0",
                    "update trace_info set client_request_id = 'late' where request_id = '" + SOME_TRACE + "'");
            assertThat(run(file).problems()).isEmpty();
        }

        assertThat(Objects.requireNonNull(index().get(SOME_TRACE))
                        .trace()
                        .info()
                        .clientRequestId())
                .contains("late");
    }

    @Test
    void longTextsAreCutAsTheServerCutsThem() throws IOException, SQLException {
        var file = copy("mlflow.db");
        try (var server = writer(file)) {
            execute(
                    server,
                    "insert into trace_request_metadata(request_id, key, value) values ('" + SOME_TRACE + "', 'long', '"
                            + "😀".repeat(300) + "')",
                    "insert into trace_tags(request_id, key, value) values ('" + SOME_TRACE + "', 'none', null)");
        }
        run(file);

        var info = Objects.requireNonNull(index().get(SOME_TRACE)).trace().info();
        assertThat(info.metadata()).containsEntry("long", "😀".repeat(250));
        assertThat(info.tags()).containsEntry("none", "None");
    }

    @Test
    void aBatchOfLargeSpansEndsEarlyAndLosesNothing() throws IOException, SQLException {
        var file = copy("mlflow.db");
        try (var server = writer(file)) {
            execute(
                    server,
                    "update spans set content = json_set(content, '$.attributes.large', '\"' || hex(zeroblob(1500000)) || '\"')");
        }

        var report = run(file);

        assertThat(report.traces()).isEqualTo(new TraceCounts(30, 0, 0, 0, 3));
    }

    @Test
    void anOlderSchemaIsReadAsFarAsItGoes() throws IOException, SQLException {
        var file = folder.resolve("old.db");
        try (var server = writer(file)) {
            execute(
                    server,
                    "create table trace_info(request_id text primary key, experiment_id integer, timestamp_ms bigint,"
                            + " execution_time_ms bigint, status text)",
                    "create table trace_tags(request_id text, key text, value text)",
                    "create table trace_request_metadata(request_id text, key text, value text)",
                    "insert into trace_info values ('tr-1', 1, 1500, 7, 'OK')",
                    "insert into trace_tags values ('tr-1', 'mlflow.traceName', 'old')");
        }
        assertThat(run(file).problems()).isEmpty();

        try (var database = MlflowDatabase.open(file, () -> true)) {
            var info = database.next().orElseThrow().decode().trace().info();
            assertThat(info.name()).contains("old");
            assertThat(info.requestTime()).isEqualTo("1970-01-01T00:00:01.500Z");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a store+%d",
                "file:a store+%25d",
                "file:///F/a store+%25d",
                "file://localhost/F/a%20store%2b%25d"
            })
    void spansInAnArtifactStoreOnThisMachineAreFound(String location) throws IOException, SQLException {
        var file = copy("mlflow.db");
        var store = Files.createDirectories(folder.resolve("a store+%d"));
        var spans = PythonJson.readable(TraceJson.write(
                        Objects.requireNonNull(exported().get(SOME_TRACE)).trace())
                .path("data"));
        Files.writeString(store.resolve("traces.json"), spans);
        try (var server = writer(file)) {
            execute(
                    server,
                    "delete from spans where trace_id = '" + SOME_TRACE + "'",
                    "update trace_tags set value = 'ARTIFACT_REPO' where key = 'mlflow.trace.spansLocation' and request_id = '"
                            + SOME_TRACE + "'",
                    "update trace_tags set value = '" + location.replace("/F", folder.toString())
                            + "' where key = 'mlflow.artifactLocation' and request_id = '" + SOME_TRACE + "'");
        }
        run(file);

        assertThat(Objects.requireNonNull(index().get(SOME_TRACE)).trace().spans())
                .isEqualTo(Objects.requireNonNull(exported().get(SOME_TRACE))
                        .trace()
                        .spans());
    }

    @Test
    void aSpanThatIsNoJsonIsAProblemOfItsTrace() throws IOException, SQLException {
        var file = copy("mlflow.db");
        try (var server = writer(file)) {
            execute(server, "update spans set content = 'poison' where trace_id = '" + SOME_TRACE + "'");
        }

        var report = run(file);

        assertThat(report.traces().added()).isEqualTo(29);
        assertThat(report.problems())
                .extracting(Object::toString)
                .containsExactly(file + ": trace " + SOME_TRACE + ": no JSON: Unrecognized token 'poison'");
    }

    @Test
    void whatIsNoDatabaseOfMlflowsIsSaid() throws IOException, SQLException {
        var other = folder.resolve("other.db");
        try (var server = writer(other)) {
            execute(server, "create table people(name text)");
        }
        var whole = Files.readAllBytes(RECORDED);
        var cut = file("cut.db", Arrays.copyOf(whole, whole.length / 2));
        var scrambled = whole.clone();
        Arrays.fill(scrambled, 100, 4096, (byte) 0x5a);

        assertThat(problem(other))
                .isEqualTo(other + ": a SQLite database, but not MLflow's: there is no table trace_info");
        assertThat(problem(cut)).startsWith(cut + ": the database is damaged: ");
        assertThat(problem(file("bad.db", scrambled))).contains(": the database is damaged: ");
        assertThat(problem(file("text.db", bytes("SQLite format 3\0 and nothing more"))))
                .contains(": the file begins like a SQLite database and is none");
    }

    /** SQLite undoes what a killed program left, but not for a reader. */
    @Test
    void aDatabaseWithAnUnfinishedChangeIsToldHowToMend() throws IOException, SQLException {
        var file = copy("mlflow.db");
        var killed = folder.resolve("killed.db");
        try (var server = writer(file)) {
            execute(
                    server,
                    "pragma cache_size = 5",
                    "begin",
                    "update trace_info set timestamp_ms = timestamp_ms + 1",
                    "update trace_tags set value = value || 'x'",
                    "update spans set content = content || ' '");
            Files.copy(file, killed);
            Files.copy(folder.resolve("mlflow.db-journal"), folder.resolve("killed.db-journal"));
        }
        assertThat(problem(killed)).contains("killed.db: a program that wrote to the database was killed");

        try (var mended = writer(killed)) {
            execute(mended, "select 1 from trace_info limit 1");
        }
        assertThat(run(killed).problems()).isEmpty();
        assertThat(withoutLinks(index())).isEqualTo(exported());
    }

    private String problem(Path file) throws IOException {
        var problems = run(file).problems();
        assertThat(problems).hasSize(1);
        return problems.getFirst().toString();
    }

    private Path copy(String name) throws IOException {
        return Files.copy(RECORDED, folder.resolve(name));
    }

    private static Connection writer(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static Map<String, IndexedTrace> withoutLinks(Map<String, IndexedTrace> traces) {
        var without = new TreeMap<String, IndexedTrace>();
        traces.forEach((id, trace) -> without.put(id, new IndexedTrace(trace.trace())));
        return without;
    }
}
