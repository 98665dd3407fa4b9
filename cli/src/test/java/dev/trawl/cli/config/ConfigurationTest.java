package dev.trawl.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.cli.Command;
import dev.trawl.cli.RecordedTraces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    void writeTheFile() throws IOException {
        file = Files.createFile(folder.resolve("config.toml"));
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
                "searches.x.filter = 1        | : searches.x.filter should be a filter in quotes",
                "options.search.limit = {}    | : options.search.limit should be a text, a number, true, false or a list",
                "options.serch.limit = 1      | : options.serch: there is no command 'serch'; did you mean 'search'?",
                "options.search.limt = 1      | : options.search.limt: No such option '--limt'. Did you mean '--limit'?",
                "options.search.limit = 'x'   | : options.search.limit: Invalid value for '--limit': 'x' is not a valid integer.",
                "options.search.limit = true  | : options.search.limit: Option '--limit' requires an argument.",
                "options.search.help = true   | : options.search.help: No such option '--help' in a configuration.",
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

    /** What is typed, and the words that the command gets. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "search                                | id, status",
                "search --columns=id                   | id",
                "search --columns id                   | id",
                "search @costly                        | id, cost",
                "search @costly --columns status       | status",
                "search --columns status @costly       | status",
                "search @failed                        | id, status"
            })
    void whatWasTypedReplacesWhatASearchHasAndThatWhatTheCommandHas(String line, String columns) throws IOException {
        Files.writeString(file, """
                [searches]
                failed = "status = 'ERROR'"
                [searches.costly]
                filter = "trace.total_tokens > 0"
                columns = "id,cost"
                [options.search]
                columns = ["id", "status"]
                output = "csv"
                """);

        assertThat(command.on(index).run(line.split(" +")).out().lines().findFirst())
                .hasValue(columns.replace(" ", ""));
    }

    @Test
    void aShortNameReplacesAnOptionToo() throws IOException {
        Files.writeString(file, "[options.stats]\nmetric = 'avg of tokens'\noutput = 'csv'\n");

        assertThat(command.on(index).run("stats", "-m", "count").out()).isEqualTo("count\n30\n");
        assertThat(command.on(index).run("stats", "-mcount").out()).isEqualTo("count\n30\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"search", "stats", "histogram", "facets", "compare", "explain", "sessions"})
    void aSavedSearchHasItsFilterAndTheOptionsThatACommandTakes(String verb) throws IOException {
        Files.writeString(file, """
                [searches.costly]
                filter = "trace.total_tokens > 0"
                order-by = "cost DESC"
                output = "ids"
                top = 3
                """);
        var ended = command.on(index).run(verb, "@costly");

        assertThat(ended.code()).as(ended.err()).isZero();
    }

    @Test
    void anOptionOfASavedSearchThatNoCommandTakesIsWrongForAll() throws IOException {
        Files.writeString(file, "searches.x = {filter = '', limt = 3}\n");

        for (var verb : List.of("search", "facets")) {
            var ended = command.on(index).run(verb, "@x");
            assertThat(ended.code()).isEqualTo(2);
            assertThat(ended.err())
                    .isEqualTo(file + ": searches.x.limt: No such option '--limt'. Did you mean '--limit'?\n");
        }
    }

    @Test
    void theTwoCommandsOfTracesShareOptions() throws IOException {
        Files.writeString(file, "[options.traces]\nexperiment-id = '1'\nextract-fields = 'info.trace_id'\n");
        var ids = command.on(index).run("traces", "search").out().lines().toList();

        assertThat(ids).hasSizeGreaterThan(3);
        assertThat(command.on(index)
                        .run("traces", "get", "--trace-id", ids.get(2).strip())
                        .code())
                .isZero();
    }

    @Test
    void aMistakeThatOnlyTheCommandFindsNamesTheFileToo() throws IOException {
        Files.writeString(file, "[options.search]\ncolumns = 'idd'\n");

        assertThat(command.on(index).run("search").err())
                .startsWith("--columns:1:1: unknown field idd")
                .endsWith("trawl: options.search.columns in " + file + " is part of this command line\n");
        assertThat(command.on(index).run("search", "--columns", "idd").err()).doesNotContain(file.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "search @commented --output ids",
                "search --output ids -- @commented",
                "traces search --experiment-id 1 --filter-string @commented",
                "traces search --experiment-id 1 --filter-string=@commented"
            })
    void aSavedSearchMayBeginWithAComment(String line) throws IOException {
        Files.writeString(file, "searches.commented = \"\"\"\n-- those that failed\nstatus = 'ERROR'\n\"\"\"\n");
        var ended = command.on(index).run(line.split(" "));

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out().lines().filter(written -> written.strip().startsWith("tr-")))
                .hasSize(1);
    }

    @Test
    void aPlaceInASavedSearchIsThatInItsText() throws IOException {
        Files.writeString(file, "searches.commented = \"\"\"\n-- those that failed\nstatsu = 'ERROR'\n\"\"\"\n");

        assertThat(command.on(index).run("search", "@commented").err()).startsWith("filter:2:1: ");
    }

    @Test
    void anOptionWithoutItsValueDoesNotTakeASavedSearchForIt() throws IOException {
        Files.writeString(file, "searches.err = \"status = 'ERROR'\"\n");

        assertThat(command.on(index).run("search", "@err", "--limit").err())
                .contains("Error: Option '--limit' requires an argument.");
    }

    @Test
    void onlyAFilterCanBeASavedSearch() throws IOException {
        Files.writeString(file, "searches.err = \"status = 'ERROR'\"\n");

        assertThat(command.on(index).run("stats", "--by", "@err").err())
                .contains("--by:1:1: ")
                .doesNotContain("saved search");
        assertThat(command.on(index).run("facets", "--key", "@err").err()).doesNotContain("saved search");
        assertThat(command.on(index)
                        .run("search", "@err", "--index=@none", "--count")
                        .err())
                .startsWith("trawl: there is no index in @none");
        assertThat(command.on(index).run("export", "--out", "@none/e.jsonl").err())
                .contains("@none");
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws IOException {
        Files.write(file, new byte[] {(byte) 0xff});
        var missing = folder.resolve("none.toml");

        assertThat(command.run("search").err()).isEqualTo(file + ": is not valid UTF-8; save it in that encoding\n");
        assertThat(command.with("TRAWL_CONFIG", folder.toString()).run("search").err())
                .isEqualTo(folder + ": is a folder and should be a file in TOML\n");
        var ended = command.with("TRAWL_CONFIG", missing.toString()).run("search");
        assertThat(ended.err())
                .isEqualTo(missing + ": there is no such file; TRAWL_CONFIG names it: correct or unset the variable\n");
        assertThat(ended.code()).isEqualTo(2);
    }

    @Test
    void aLinkToNothingIsNotTakenForNoFile() throws IOException {
        var home = folder.resolve("home");
        var link = Files.createSymbolicLink(
                Files.createDirectories(home.resolve("trawl")).resolve("config.toml"), folder.resolve("gone.toml"));
        var ended =
                Command.PLAIN.with("XDG_CONFIG_HOME", home.toString()).on(index).run("search", "--count");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err())
                .isEqualTo(link + ": is a symbolic link to a file that does not exist; correct or remove it\n");
    }

    @Test
    @Timeout(20)
    void aPipeIsNotWaitedFor() throws IOException, InterruptedException {
        var pipe = folder.resolve("pipe");
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();

        assertThat(command.with("TRAWL_CONFIG", pipe.toString()).run("search").err())
                .isEqualTo(pipe + ": is a pipe or a device and should be a file in TOML\n");
        assertThat(command.with("TRAWL_CONFIG", "/dev/null")
                        .on(index)
                        .run("search", "--count")
                        .out())
                .isEqualTo("30\n");
    }

    @Test
    void aSwitchThatIsFalseIsNotThere() throws IOException {
        Files.writeString(file, "[options.search]\ncount = true\n");
        var counted = command.on(index).run("search").out();
        Files.writeString(file, "[options.search]\ncount = false\n");

        assertThat(counted).isEqualTo("30\n");
        assertThat(command.on(index).run("search").out()).startsWith("id ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "limit = 1;'limit' = 2 # x;;count = true | :3: Duplicate key: 'limit'",
                "limit = 1;limit = 2                     | :3: Duplicate key: limit",
                "limit = 1;[options.search] # again      | :3: Table redefined: [options.search]",
                "x = 1;x = [1,; 2];count = true          | :5:1: Duplicate key"
            })
    void whatStandsThereTwiceIsNamedWhereItIsClear(String lines, String problem) throws IOException {
        Files.writeString(file, "[options.search]\n" + lines.replace(';', '\n'));

        assertThat(command.run("search").err()).isEqualTo(file + problem + "\n");
    }

    @Test
    void aByteOrderMarkIsPassedOver() throws IOException {
        Files.writeString(file, "\ufeff[options.search]\ncount = true\n");

        assertThat(command.on(index).run("search").out()).isEqualTo("30\n");
    }

    @Test
    void aTildeIsTheFolderOfTheUser() throws IOException {
        Files.writeString(file, "index = '~/traces'\n");

        assertThat(command.run("search").err()).startsWith("trawl: there is no index in /home/somebody/traces;");

        Files.writeString(file, "index = '~other/traces'\n");

        assertThat(command.run("search").err()).startsWith("trawl: there is no index in ~other/traces;");

        Files.writeString(file, "[options.search]\nindex = '~/traces'\n");

        assertThat(command.run("search").err()).startsWith("trawl: there is no index in /home/somebody/traces;");

        Files.writeString(file, "[options.stats]\nby = '~/traces'\n");

        assertThat(command.on(index).run("stats").err()).contains("~/traces").doesNotContain("somebody");
    }
}
