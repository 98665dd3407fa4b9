package dev.trawl.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.trawl.source.ImportProblem;
import dev.trawl.source.SourceKind;
import dev.trawl.trace.PythonJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

class ImportTest extends ImportedFiles {
    static Stream<Arguments> formsOfTheSameTraces() throws IOException {
        var document = Files.readAllBytes(EXPORT);
        var lines = text();
        var list = ("[" + lines.replace("}\n{", "},\n{") + "]").getBytes(StandardCharsets.UTF_8);
        var pretty = PythonJson.parse(document)
                .path("traces")
                .valueStream()
                .map(PythonJson::indented)
                .collect(Collectors.joining("\n"));
        return Stream.of(
                Arguments.of("what mlflow traces search prints", document),
                Arguments.of("the same in one line", compact(document)),
                Arguments.of("a list", list),
                Arguments.of("one trace a line", bytes(lines)),
                Arguments.of(
                        "with CR LF, empty lines and no end of line",
                        bytes(lines.replace("\n", "\r\n\r\n").strip())),
                Arguments.of("with a byte order mark", bytes("\ufeff" + lines)),
                Arguments.of("what mlflow traces get prints, one after the other", bytes(pretty)),
                Arguments.of("gzip", gzip(bytes(lines))),
                Arguments.of("two gzip files in one", concatenated(gzip(bytes(lines)), gzip(bytes(lines)))),
                Arguments.of(
                        "gzip with a last block that is not full", concatenated(gzip(bytes(lines)), new byte[512])),
                Arguments.of("gzip of a document", gzip(document)),
                Arguments.of("Zstandard", Zstd.compress(bytes(lines))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("formsOfTheSameTraces")
    void everyFormInWhichTracesAreWrittenIsRead(String form, byte[] content) throws IOException {
        var report = run(file("traces", content));

        assertThat(report.problems()).as(form).isEmpty();
        assertThat(report.traces().added()).isEqualTo(26);
        assertThat(report.bytes()).isEqualTo(content.length);
        assertThat(index()).isEqualTo(exported());
    }

    @Test
    void standardInputIsAFileLikeAnyOther() throws IOException {
        standardInput = new ByteArrayInputStream(gzip(bytes(text())));

        assertThat(run(Path.of("-")).traces().added()).isEqualTo(26);
    }

    @Test
    void aFolderMeansTheFilesInIt() throws IOException {
        var lines = lines();
        var files = Files.createDirectories(folder.resolve("files/deeper"));
        Files.writeString(files.resolve("b.jsonl"), lines.get(0));
        Files.writeString(files.resolveSibling("a.json"), lines.get(1));
        Files.writeString(files.resolve(".hidden"), "no trace");

        var report = run(folder.resolve("files"));

        assertThat(report.files()).isEqualTo(2);
        assertThat(report.traces()).isEqualTo(new TraceCounts(2, 0, 0, 0, 0));
    }

    @Test
    void besideAnArtifactStoreDatabasesAndLinesAreReadAndNoAttachments() throws IOException {
        var server = Files.createDirectory(folder.resolve("server"));
        Files.copy(Path.of("../e2e/mlflow/corpus/mlflow.db"), server.resolve("mlflow.db"));
        Files.writeString(server.resolve("more.jsonl"), text());
        var store = server.resolve("mlartifacts/1");
        var artifacts = Files.createDirectories(store.resolve("traces/tr-" + "7".repeat(32) + "/artifacts"));
        Files.writeString(
                artifacts.resolve("traces.json"),
                PythonJson.readable(PythonJson.parse(lines().getFirst()).path("data")));
        Files.writeString(artifacts.resolve("notes.jsonl"), "no trace");
        Files.writeString(
                Files.createDirectories(store.resolve("run/artifacts")).resolve("data.jsonl"), "no trace");
        Files.writeString(store.resolve("model.pkl"), "no trace");

        var report = run(server);

        assertThat(report.problems()).isEmpty();
        assertThat(report.kinds()).isEqualTo(Map.of(SourceKind.DATABASE, 1, SourceKind.LINES, 1, SourceKind.SPANS, 1));
        assertThat(report.passedOver()).isEqualTo(3);
    }

    @Test
    void aFileCalledTraceJsonOfAPersonIsAFileLikeAnyOther() throws IOException {
        var files = Files.createDirectory(folder.resolve("files"));
        Files.writeString(files.resolve("trace.json"), lines().get(0));
        Files.writeString(files.resolve("more.json"), lines().get(1));

        var report = run(files);

        assertThat(report.traces().added()).isEqualTo(2);
        assertThat(report.passedOver()).isZero();
    }

    @Test
    void standardInputIsReadOnceHoweverOftenItIsNamed() throws IOException {
        standardInput = new ByteArrayInputStream(bytes(text()));

        var report = run(Path.of("-"), Path.of("-"));

        assertThat(report.problems()).isEmpty();
        assertThat(report.traces().added()).isEqualTo(26);
    }

    @Test
    void aLinkToAFolderMeansTheFilesInIt() throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("files")).resolve("a.jsonl"), text());

        var report = run(Files.createSymbolicLink(folder.resolve("link"), folder.resolve("files")));

        assertThat(report.traces().added()).isEqualTo(26);
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aPipeWithANameIsReadFromItsFirstByte() throws IOException, InterruptedException {
        var pipe = folder.resolve("pipe");
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
        var text = file("traces.jsonl", bytes(text()));
        new ProcessBuilder("cp", text.toString(), pipe.toString()).start();

        var report = run(pipe);

        assertThat(report.problems()).isEmpty();
        assertThat(report.traces().added()).isEqualTo(26);
    }

    @Test
    void theSecondImportChangesNothing() throws IOException {
        var file = file("traces.jsonl", bytes(text()));
        run(file);

        assertThat(run(file).traces()).isEqualTo(new TraceCounts(0, 0, 26, 0, 0));
    }

    @Test
    void whatMlflowSaysStaysWhereNoTagTellsThatItDoes() throws IOException {
        var trace = PythonJson.parse(lines().getFirst());
        var info = (ObjectNode) trace.path("info");
        ((ObjectNode) info.path("tags")).remove("mlflow.artifactLocation");
        info.put("state", "ERROR").put("execution_duration_ms", 4321).put("client_request_id", "req-7");
        var file = file("traces.jsonl", bytes(PythonJson.ascii(trace) + "\n"));
        run(file);
        var once = index();

        assertThat(run(file).traces()).isEqualTo(new TraceCounts(0, 0, 1, 0, 0));
        assertThat(index()).isEqualTo(once);
    }

    @Test
    void ofTwoTracesWithOneIdTheLaterStays() throws IOException {
        var trace = PythonJson.parse(lines().getFirst());
        var content = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            ((ObjectNode) trace.path("info")).put("state", "STATE-" + i);
            content.append(PythonJson.ascii(trace)).append('\n');
        }

        run(file("traces.jsonl", bytes(content.toString())));

        assertThat(index().values())
                .extracting(held -> held.trace().info().state())
                .containsExactly("STATE-199");
    }

    @Test
    void anEmptyFileHoldsNoTraces() throws IOException {
        assertThat(run(file("empty", new byte[0])).traces()).isEqualTo(new TraceCounts(0, 0, 0, 0, 0));
    }

    @Test
    void aStrictImportStopsAtTheFirstProblemAndLeavesTheIndexAsItWas() throws IOException {
        var good = lines();
        var file = file("traces.jsonl", bytes(good.get(0) + "\nbad\n" + good.get(1) + "\nworse\n"));

        var report = run(true, file);

        assertThat(report.committed()).isFalse();
        assertThat(report.problems())
                .containsExactly(new ImportProblem(file.toString(), 2, "no JSON: Unrecognized token 'bad'"));
        assertThat(index()).isEmpty();
        assertThat(run(true, file("good.jsonl", bytes(good.get(0)))).committed())
                .isTrue();
        assertThat(index()).hasSize(1);
    }

    @Test
    void aPathThatLeadsNowhereStopsBeforeAnythingIsRead() throws IOException {
        var good = file("traces.jsonl", bytes(text()));

        assertThatThrownBy(() -> run(good, folder.resolve("missing"))).isInstanceOf(NoSuchFileException.class);
        assertThat(index()).isEmpty();
    }

    @Test
    void anExportWithoutSpansTakesNoneAway() throws IOException {
        run(EXPORT);

        run(Path.of("../e2e/mlflow/corpus/export-1-nospans.json"));

        assertThat(index().values())
                .filteredOn(trace -> !trace.trace().spans().isEmpty())
                .hasSize(26);
    }

    @Test
    void linksToRunsThatTrawlWroteAreReadAndKept() throws IOException {
        var line = lines().getFirst();
        var linked = line.substring(0, line.length() - 1) + ", \"trawl\": {\"linked_runs\": [\"r1\"]}}";
        run(file("ours.jsonl", bytes(linked)));

        run(file("mlflows.jsonl", bytes(line)));

        assertThat(index().values())
                .extracting(trace -> trace.provenance().linkedRuns())
                .containsExactly(Set.of("r1"));
    }
}
