package dev.trawl.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.cli.Command;
import dev.trawl.cli.Command.Ended;
import dev.trawl.cli.RecordedTraces;
import dev.trawl.cli.render.Quantity;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.TraceJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportCommandTest {
    private static final Path EXPORT = Path.of("../e2e/mlflow/corpus/export-1-nospans.json");

    @TempDir
    private Path folder;

    private Path index = Path.of("");

    @BeforeEach
    void chooseIndex() {
        index = folder.resolve("index");
    }

    @Test
    void theClosingLineCountsWhatBecameOfTheTraces() {
        var size = Quantity.bytes(EXPORT.toFile().length());

        assertThat(run("", EXPORT.toString()))
                .isEqualTo(new Ended(
                        0,
                        "",
                        "imported 1 file (JSON document) into " + index
                                + ": 29 new, 0 updated, 0 unchanged, 0 failed (29 without spans), " + size
                                + " in TIME\n"));
        assertThat(run("", EXPORT.toString()))
                .isEqualTo(new Ended(
                        0,
                        "",
                        "imported 1 file (JSON document) into " + index
                                + ": 0 new, 0 updated, 29 unchanged, 0 failed (29 without spans), " + size
                                + " in TIME\n"));
    }

    @Test
    void anImportThatFindsNothingLeavesNoIndexAndTheNextOneMakesIt() throws IOException {
        assertThat(run(
                                "",
                                Files.writeString(folder.resolve("none.jsonl"), "{\"x\": 1}\n")
                                        .toString())
                        .code())
                .isEqualTo(3);
        assertThat(index).doesNotExist();

        assertThat(run("", EXPORT.toString()).code()).isZero();
        assertThat(Command.PLAIN.on(index).run("search", "--count").out()).isEqualTo("29\n");
    }

    @Test
    void whatWasImportedIsThere() {
        var trace = RecordedTraces.named("t01");

        assertThat(run(PythonJson.ascii(TraceJson.write(trace)), "-").code()).isZero();
        assertThat(Command.PLAIN.on(index).run("get", trace.id()).out())
                .isEqualTo(PythonJson.indented(TraceJson.write(trace)) + "\n");
    }

    @Test
    void badLinesAreNamedAndTheOthersImported() throws IOException {
        var file = Files.writeString(folder.resolve("traces.jsonl"), line("t01") + "no trace\n" + line("t02") + "{}\n");

        var ended = run("", file.toString());

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err().lines())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("trawl: " + file + ":2: "),
                        second -> assertThat(second).startsWith("trawl: " + file + ":4: "),
                        last -> assertThat(last)
                                .startsWith("imported 1 file (JSON lines) into " + index
                                        + ": 2 new, 0 updated, 0 unchanged, 2 failed"));
    }

    @Test
    void manyProblemsAreCountedInsteadOfListed() {
        var lines = IntStream.range(0, 25).mapToObj(i -> "nothing\n").collect(Collectors.joining());

        var said = run(lines, "-").err().lines().toList();

        assertThat(said).hasSize(22);
        assertThat(said.get(20)).isEqualTo("trawl: and 5 more problems");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b.txt"})
    void noTracesAreToldOf(String file) throws IOException {
        var place = Files.createDirectory(folder.resolve("nothing"));
        if (!file.isEmpty()) {
            Files.createFile(place.resolve(file));
        }

        var ended = run("", place.toString());

        assertThat(ended.code()).isZero();
        assertThat(ended.err())
                .startsWith("imported " + (file.isEmpty() ? 0 : 1) + " file")
                .endsWith("\ntrawl: no traces were found in " + place
                        + "; import looks for JSON lines, JSON document, MLflow database, OpenTelemetry JSON,"
                        + " traces.json of an artifact store, trace.json of mlflow-export-import\n");
    }

    @Test
    void strictInputImportsAllOrNothing() throws IOException {
        var file = Files.writeString(folder.resolve("traces.jsonl"), line("t01") + "no trace\n" + line("t02"));

        var ended = run("", "--strict-input", file.toString());

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .startsWith("trawl: " + file + ":2: ")
                .endsWith("trawl: nothing was imported; the index in " + index + " is as it was\n");
        assertThat(index).doesNotExist();
    }

    @Test
    void aSlipOfTheFingerLeavesNoEmptyIndexBehind() {
        assertThat(run("", "/no/such/file.jsonl"))
                .isEqualTo(new Ended(1, "", "trawl: there is no file /no/such/file.jsonl\n"));
        assertThat(index).doesNotExist();
    }

    private static String line(String name) {
        return PythonJson.ascii(TraceJson.write(RecordedTraces.named(name))) + "\n";
    }

    /** Runs an import; how long it took is left out. */
    private Ended run(String input, String... arguments) {
        var words = new String[arguments.length + 1];
        words[0] = "import";
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        var ended = Command.PLAIN.on(index).withInput(input).run(words);
        return new Ended(ended.code(), ended.out(), ended.err().replaceAll(" in [\\d.]+ s\n", " in TIME\n"));
    }
}
