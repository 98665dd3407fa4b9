package dev.trawl.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.trawl.indexer.TraceIndexWriter;
import dev.trawl.source.ImportProblem;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.TraceJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

class ImportTest {
    private static final Path EXPORT = Path.of("../e2e/mlflow/corpus/export-1.json");

    @TempDir
    Path folder;

    private InputStream standardInput = InputStream.nullInputStream();

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
    void theSecondImportChangesNothing() throws IOException {
        var file = file("traces.jsonl", bytes(text()));
        run(file);

        assertThat(run(file).traces()).isEqualTo(new TraceCounts(0, 0, 26, 0, 0));
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
    void badLinesAreToldByNumberAndTheOthersRead() throws IOException {
        var good = lines();
        var file = file(
                "traces.jsonl",
                concatenated(
                        bytes(good.get(0) + "\n\nno JSON at all\n" + good.get(1) + "\n{\"info\": {}}\n" + good.get(2)
                                + " " + good.get(3) + "\n" + good.get(4).substring(0, 500)
                                + "\n[1, 2]\n\"text\"\nnull\n"),
                        new byte[] {'{', '"', (byte) 0xc3, '"', '}', '\n', 0, 0, 0, '\n'},
                        bytes(good.get(5))));

        var report = run(file);

        assertThat(report.traces().added()).isEqualTo(3);
        assertThat(report.traces().failed()).isEqualTo(9);
        assertThat(report.problems().stream()
                        .map(ImportProblem::toString)
                        .map(text -> text.replace(file.toString(), "F")))
                .containsExactly(
                        "F:3: no JSON: Unrecognized token 'no'",
                        "F:5: no trace: request_id is missing",
                        "F:6: more stands behind the JSON of the trace",
                        "F:7: the JSON is cut off",
                        "F:8: no trace: expected an object, found array",
                        "F:9: no trace: expected an object, found string",
                        "F:10: no trace: expected an object, found null",
                        "F:11: no JSON: Invalid UTF-8: incomplete multi-byte sequence in property name",
                        "F:12: no trace: NUL bytes stand in it; the file may be damaged");
    }

    static Stream<Arguments> damagedFiles() throws IOException {
        var gzip = gzip(bytes(text()));
        var zstd = Zstd.compress(bytes(text()));
        var document = Files.readAllBytes(EXPORT);
        var line = bytes(lines().getFirst());
        return Stream.of(
                Arguments.of(
                        "half of a gzip file",
                        Arrays.copyOf(gzip, gzip.length / 2),
                        "F:14: the compressed data is cut off; what follows is lost"),
                Arguments.of(
                        "the magic number of gzip alone",
                        Arrays.copyOf(gzip, 2),
                        "F: the compressed data is cut off; what follows is lost"),
                Arguments.of(
                        "half of a Zstandard file",
                        Arrays.copyOf(zstd, zstd.length / 2),
                        "F: the compressed data is cut off; what follows is lost"),
                Arguments.of(
                        "a document without its end",
                        Arrays.copyOf(document, document.length - 20_000),
                        "F:2069: the JSON is cut off; what follows is not read"),
                Arguments.of(
                        "a database",
                        bytes("SQLite format 3\0…"),
                        "F: a SQLite database; start an MLflow server on it and sync from there"),
                Arguments.of(
                        "UTF-16",
                        "\ufeff{}".getBytes(StandardCharsets.UTF_16LE),
                        "F: neither JSON in UTF-8 nor gzip nor Zstandard of it"),
                Arguments.of(
                        "a picture",
                        new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 0},
                        "F: neither JSON in UTF-8 nor gzip nor Zstandard of it"),
                Arguments.of(
                        "a line and a half",
                        Arrays.copyOf(concatenated(line, bytes("\n"), line), line.length + 100),
                        "F:2: the JSON is cut off"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damagedFiles")
    void aDamagedFileIsReadAsFarAsItGoes(String damage, byte[] content, String problem) throws IOException {
        var file = file("damaged", content);

        var report = run(file);

        assertThat(report.problems()).as(damage).hasSize(1);
        assertThat(report.problems().getFirst().toString().replace(file.toString(), "F"))
                .isEqualTo(problem);
        assertThat(report.traces().failed()).isEqualTo(1);
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

        assertThat(index().values()).extracting(IndexedTrace::linkedRuns).containsExactly(Set.of("r1"));
    }

    private ImportReport run(Path... paths) throws IOException {
        return run(false, paths);
    }

    private ImportReport run(boolean strict, Path... paths) throws IOException {
        try (var writer = TraceIndexWriter.open(folder.resolve("index"))) {
            return new Import(writer, standardInput, Clock.systemUTC())
                    .run(List.of(paths), strict, ImportListener.NONE);
        }
    }

    private Map<String, IndexedTrace> index() throws IOException {
        var held = new TreeMap<String, IndexedTrace>();
        try (var writer = TraceIndexWriter.open(folder.resolve("index"))) {
            for (var id : exported().keySet()) {
                writer.held(id).ifPresent(trace -> held.put(id, trace));
            }
        }
        return held;
    }

    private static Map<String, IndexedTrace> exported() throws IOException {
        var all = new TreeMap<String, IndexedTrace>();
        PythonJson.parse(Files.readAllBytes(EXPORT)).path("traces").forEach(json -> {
            var trace = new IndexedTrace(TraceJson.read(json));
            all.put(trace.id(), trace);
        });
        return all;
    }

    private static String text() throws IOException {
        return String.join("\n", lines()) + "\n";
    }

    private static List<String> lines() throws IOException {
        return PythonJson.parse(Files.readAllBytes(EXPORT))
                .path("traces")
                .valueStream()
                .map(PythonJson::readable)
                .toList();
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static byte[] compact(byte[] json) {
        return bytes(PythonJson.ascii(PythonJson.parse(json)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(content);
        }
        return compressed.toByteArray();
    }

    private static byte[] concatenated(byte[]... parts) throws IOException {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.write(part);
        }
        return all.toByteArray();
    }
}
