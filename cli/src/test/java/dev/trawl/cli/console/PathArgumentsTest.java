package dev.trawl.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.cli.Command;
import dev.trawl.cli.Command.Ended;
import dev.trawl.cli.RecordedTraces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of names of files and folders that cannot be meant. */
class PathArgumentsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"bundle", "unbundle"})
    void onlyOneBundleIsNamed(String verb) {
        assertThat(Command.PLAIN.run(verb, "a.zip", "b.zip").err())
                .isEqualTo("Usage: trawl " + verb + " [OPTIONS] FILE\nTry 'trawl " + verb
                        + " --help' for help.\n\nError: Got unexpected extra argument (b.zip)\n");
        assertThat(Command.PLAIN.run(verb).err()).endsWith("Error: Missing argument 'FILE'.\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            import _                     | PATH
            import a.jsonl _             | PATH
            import a.jsonl --index _     | --index
            search --index=              | --index
            export --out _               | --out
            bulk _                       | FILE
            bundle _                     | FILE
            unbundle _                   | FILE
            sync --report _              | --report
            sync --metrics _             | --metrics
            """)
    void theEmptyNameIsNotThatOfTheCurrentFolder(String line, String parameter) {
        var words = line.split(" ");
        for (int i = 0; i < words.length; i++) {
            words[i] = words[i].equals("_") ? "" : words[i];
        }

        var ended = Command.PLAIN.on(folder).run(words);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .endsWith("Error: Invalid value for '" + parameter + "': '' is not the name of a file or folder.\n");
    }

    @Test
    void anEmptyTrawlIndexIsNone() {
        assertThat(Command.PLAIN.with("TRAWL_INDEX", "").run("status").err())
                .startsWith("trawl: there is no index in /home/somebody/.local/share/trawl/index; ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -                | it is no file; name one, or use trawl search --output jsonl for a pipe
            DIR              | it is a folder; name a file in it
            DIR/none/x.jsonl | the folder DIR/none does not exist
            """)
    void whatIsNoFileIsNotExportedTo(String name, String reason) {
        var index = folder.resolve("index");
        RecordedTraces.index(index);
        var out = name.replace("DIR", folder.toString());
        var err = "trawl: cannot use " + out + ": " + reason.replace("DIR", folder.toString()) + "\n";

        assertThat(Command.PLAIN.on(index).run("export", "--out", out)).isEqualTo(new Ended(1, "", err));
        assertThat(Command.PLAIN.on(index).run("export", "--overwrite", "--format", "csv", "--out", out))
                .isEqualTo(new Ended(1, "", err));
        assertThat(Command.PLAIN.on(index).run("bundle", "--overwrite", out)).isEqualTo(new Ended(1, "", err));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--report", "--metrics"})
    void whatIsNoFileIsNotReplacedByWhatASyncTells(String option) throws IOException {
        var link = Files.createSymbolicLink(folder.resolve("link"), Path.of("/dev/null"));

        assertThat(sync(option, link.toString()))
                .isEqualTo(refused(link + ": it is no file; name one that may be replaced"));
        assertThat(sync(option, "-")).isEqualTo(refused("-: it is no file; name one that may be replaced"));
        assertThat(sync(option, folder.toString())).isEqualTo(refused(folder + ": it is a folder; name a file in it"));
        assertThat(link).isSymbolicLink();
    }

    private Ended sync(String option, String file) {
        return Command.PLAIN
                .on(folder.resolve("index"))
                .run("sync", "--tracking-uri", "http://127.0.0.1:1", option, file);
    }

    private static Ended refused(String reason) {
        return new Ended(1, "", "trawl: cannot use " + reason + "\n");
    }

    @Test
    void aFileIsNoIndex() throws IOException {
        var file = Files.writeString(folder.resolve("afile"), "");
        var traces = Path.of("../e2e/mlflow/corpus/export-1-nospans.json").toString();
        var bundle = folder.resolve("b.zip").toString();
        RecordedTraces.index(folder.resolve("index"));
        assertThat(Command.PLAIN
                        .on(folder.resolve("index"))
                        .run("bundle", bundle)
                        .code())
                .isZero();

        for (var line : List.of("search", "status", "verify", "reindex", "import " + traces, "unbundle " + bundle)) {
            assertThat(Command.PLAIN.run((line + " --index " + file).split(" ")))
                    .as(line)
                    .isEqualTo(new Ended(
                            1,
                            "",
                            "trawl: " + file + " is a file, not the folder of an index; name another with --index\n"));
        }
        assertThat(Command.PLAIN.run("doctor", "--index", file.toString()).out())
                .contains(file + " is a file, not the folder of an index");
    }

    @Test
    void namesDoNothingToTheTerminal() throws IOException {
        var index = folder.resolve("index");
        var file = Files.writeString(folder.resolve("esc\u001b[31m\nred.jsonl"), "{\n");
        var shown = folder.resolve("esc") + "\ufffd[31m red.jsonl";

        assertThat(Command.PLAIN.on(index).run("import", file.toString()).err())
                .contains(shown)
                .doesNotContain("\u001b");
        assertThat(Command.PLAIN.on(index).run("import", file + "x").err())
                .isEqualTo("trawl: there is no file " + shown + "x\n");
        assertThat(Command.PLAIN.on(index).run("unbundle", file + "x").err())
                .isEqualTo("trawl: there is no file " + shown + "x\n");
        assertThat(Command.PLAIN
                        .on(index)
                        .run("import", "--verbose", file.toString())
                        .err())
                .contains(shown)
                .doesNotContain("\u001b");
    }

    @Test
    void filtersAreNotReadFromAFolder() {
        var index = folder.resolve("index");
        RecordedTraces.index(index);

        assertThat(Command.PLAIN.on(index).run("bulk", folder.toString()))
                .isEqualTo(new Ended(
                        1, "", "trawl: cannot use " + folder + ": it is a folder; name a file with filters\n"));
    }
}
