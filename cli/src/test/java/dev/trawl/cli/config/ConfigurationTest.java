package dev.trawl.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.cli.Command;
import dev.trawl.cli.RecordedTraces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
    @TempDir
    static Path index;

    @TempDir
    Path folder;

    private Path file = Path.of("");
    private Command command = Command.PLAIN;

    @BeforeAll
    static void writeIndex() {
        RecordedTraces.index(index);
    }

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("config.toml");
        command = Command.PLAIN.with("TRAWL_CONFIG", file.toString());
    }

    @Test
    void aSavedSearchStandsForItsFilterAndOptions() throws IOException {
        Files.writeString(file, """
                index = "%s"

                [searches]
                broken = "status = 'ERROR'"

                [searches.first]
                filter = ""
                limit = 1
                output = "ids"
                order-by = ["timestamp_ms", "name DESC"]
                """.formatted(index));

        assertThat(command.run("search", "@broken", "--count").out()).isEqualTo("1\n");
        assertThat(command.run("search", "@first").out().lines()).hasSize(1);
        assertThat(command.run("search", "@first", "--limit=2").out().lines())
                .as("what is written last counts")
                .hasSize(2);
        assertThat(command.run("stats", "@broken").out()).contains("\n     1");
    }

    @Test
    void optionsOfACommandStandBeforeThoseOfThePerson() throws IOException {
        Files.writeString(file, "[options.search]\ncount = true\nstrict = false\n");

        assertThat(command.on(index).run("search").out()).isEqualTo("30\n");
    }

    @Test
    void theEnvironmentCountsMoreThanTheFile() throws IOException {
        Files.writeString(file, "index = '/nowhere'\n");

        assertThat(command.on(index).run("search", "--count").out()).isEqualTo("30\n");
        assertThat(command.run("search", "--count").err()).startsWith("trawl: there is no index in /nowhere");
    }

    @Test
    void offlineInTheFileRefusesTheNetworkUnlessTheEnvironmentSaysOtherwise() throws IOException {
        Files.writeString(file, "offline = true\n");
        var sync = new String[] {"sync", "--tracking-uri", "http://127.0.0.1:1"};

        assertThat(command.run(sync).err()).startsWith("trawl: The network is not to be used: ");
        assertThat(command.with("TRAWL_OFFLINE", "0")
                        .with("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "0")
                        .run(sync)
                        .err())
                .doesNotContain("The network is not to be used")
                .contains("http://127.0.0.1:1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "inedx = '/x'                 | : unknown key 'inedx'; did you mean 'index'?",
                "colour = 'red'               | : unknown key 'colour'; there are index, offline, tracking-uri, workspace, searches, options",
                "index = 7                    | : index should be a text in quotes",
                "offline = 'yes'              | : offline should be true or false",
                "searches = 'x'               | : searches should be a table: [searches]",
                "searches.x = 1               | : the saved search x should be a filter in quotes, or a table with a filter",
                "options.search.limit = {}    | : options.search.limit should be a text, a number, true, false or a list",
                "index = '/x                  | :1:"
            })
    void aFileThatIsWrongIsNamedWithWhatIsWrong(String text, String problem) throws IOException {
        Files.writeString(file, text);
        var ended = command.run("search");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).startsWith(file + problem);
    }

    @Test
    void aSearchThatIsNotSavedIsNamedWithTheNearestOne() throws IOException {
        assertThat(command.run("search", "@slow").err())
                .isEqualTo("trawl: there is no saved search @slow; write one into " + file
                        + ":\n\n  [searches]\n  slow = \"status = 'ERROR'\"\n");

        Files.writeString(file, "searches.slow-errors = \"status = 'ERROR'\"\n");

        assertThat(command.run("search", "@slow-erors").err())
                .isEqualTo("trawl: there is no saved search @slow-erors; did you mean @slow-errors?\n");
    }

    @Test
    void helpDoesNotNeedAFileThatIsRight() throws IOException {
        Files.writeString(file, "= nonsense");

        assertThat(command.run("help", "search").code()).isZero();
        assertThat(command.run("completion", "bash").code()).isZero();
    }
}
