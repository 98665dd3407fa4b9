package dev.trawl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.cli.Command.Ended;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.TraceJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    @TempDir
    static Path index;

    @BeforeAll
    static void writeIndex() {
        RecordedTraces.index(index);
    }

    @Test
    void theVersionIsData() {
        assertThat(Command.PLAIN.run("--version")).isEqualTo(new Ended(0, "trawl development\n", ""));
    }

    @Test
    void theHelpNamesEveryVerbAndEveryExitCode() {
        var ended = Command.PLAIN.run("--help");

        assertThat(ended).isEqualTo(new Ended(0, """
                Usage: trawl [OPTIONS] COMMAND

                Searches MLflow traces in a local index.

                Options:
                      --version   Print the version and exit.
                  -q, --quiet     Say nothing but errors: no summary, no progress.
                  -v, --verbose   Say what is done, and how long it takes.
                  -h, --help      Show this message and exit.

                Commands:
                  sync        Read what is new on an MLflow server into the index.
                  import      Read traces from files into the index.
                  status      Show what the index holds, how fresh it is and what failed.
                  search      Find the traces that a filter selects, newest first.
                  show        Show one trace as a tree with times, where errors began, and what was said.
                  sessions    List sessions, the one that was active last first: turns, failures, user, feedback.
                  session     Show the conversation of a session, turn by turn, with errors and feedback.
                  diff        Show two traces side by side, step by step, and what differs in each step.
                  get         Print one trace with its spans as JSON, as mlflow traces get does.
                  explain     Tell how a filter is understood and answered, and where an MLflow server differs.
                  fields      List what a filter can name, and the keys that the index holds.
                  bulk        Run many filters over the index, one per line of a file.
                  stats       Count traces or spans in groups, with percentiles, sums and averages of any number.
                  histogram   Show when the traces of a filter began, as bars over time.
                  facets      List the most frequent values of every key that the traces of a filter have.
                  compare     Tell what is different about the traces of a filter.
                  export      Write the traces that a filter selects to a file.
                  bundle      Pack the index into one file, to be carried to another machine.
                  unbundle    Unpack an index that trawl bundle packed.
                  verify      Check the index: its files, its traces, and what is indexed of them.
                  reindex     Make the index anew from the traces stored in it.
                  compact     Merge the index into a few parts, and drop what was replaced or deleted.
                  traces      Read traces with the flags of mlflow traces.
                  demo        Index the sample data in a folder of its own and run three searches over it.
                  completion  Print a script that lets a shell complete command lines.
                  man         Show the manual page of a command.
                  doctor      Look whether everything is as trawl needs it, and say what to do if not.
                  help        Show this message, or that of a command or of a topic: filters, exit-codes.

                Exit codes:
                  0     Done; a search that finds nothing is also done.
                  1     Trouble: no index, a damaged one, no server, no such trace, a file that cannot be read.
                          With --exit-code: nothing matches.
                  2     The command line or a filter is wrong.
                  3     Done in part: some traces, lines or filters failed, the others did not.
                  4     With --exit-code: trouble, which otherwise ends with 1.
                  130   Stopped by Ctrl-C.
                """, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sync",
                "import",
                "status",
                "search",
                "show",
                "sessions",
                "session",
                "diff",
                "get",
                "explain",
                "fields",
                "bulk",
                "export",
                "bundle",
                "unbundle",
                "verify",
                "reindex",
                "compact",
                "traces",
                "demo"
            })
    void helpOfAVerbIsTheSameBothWays(String verb) {
        var ended = Command.PLAIN.run("help", verb);

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).startsWith("Usage: trawl " + verb).contains("Exit codes:");
        assertThat(Command.PLAIN.run(verb, "--help")).isEqualTo(ended);
    }

    @Test
    void theEndOfOptionsMayStandBeforeTheVerb() {
        assertThat(Command.PLAIN.run("--", "search", "--help")).isEqualTo(Command.PLAIN.run("search", "--help"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "traces"})
    void withoutAVerbTheHelpIsAComplaint(String group) {
        var ended = group.isEmpty() ? Command.PLAIN.run() : Command.PLAIN.run(group);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).startsWith("Usage: trawl").contains("Commands:");
    }

    /** The sentences of the {@code traces} commands are those of MLflow's command line. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            serch                          | trawl               | [OPTIONS] COMMAND [ARGS]... | No such command 'serch'. Did you mean 'search'?
            --index i search               | trawl               | [OPTIONS] COMMAND [ARGS]... | No such option '--index'. It stands behind the command: trawl COMMAND --index …
            frobnicate                     | trawl               | [OPTIONS] COMMAND [ARGS]... | No such command 'frobnicate'.
            traces serch                   | trawl traces        | [OPTIONS] COMMAND [ARGS]... | No such command 'serch'. Did you mean 'search'?
            traces search --foo            | trawl traces search | [OPTIONS]                   | No such option '--foo'.
            traces search -x 1 --max-result 3     | trawl traces search | [OPTIONS]            | No such option '--max-result'. Did you mean '--max-results'?
            traces search -x 1 --max-result=3     | trawl traces search | [OPTIONS]            | No such option '--max-result'. Did you mean '--max-results'?
            traces search -x 1 --max-results      | trawl traces search | [OPTIONS]            | Option '--max-results' requires an argument.
            traces search -x 1 --max-results abc  | trawl traces search | [OPTIONS]            | Invalid value for '--max-results': 'abc' is not a valid integer.
            traces search -x 1 --output csv       | trawl traces search | [OPTIONS]            | Invalid value for '--output': 'csv' is not one of 'table', 'json'.
            traces search                  | trawl traces search | [OPTIONS]                   | Missing option '--experiment-id' / '-x'.
            traces search -x 1 foo bar     | trawl traces search | [OPTIONS]                   | Got unexpected extra arguments (foo bar)
            traces get                     | trawl traces get    | [OPTIONS]                   | Missing option '--trace-id'.
            get                            | trawl get           | [OPTIONS] ID                | Missing argument 'ID'.
            help serch                     | trawl               | [OPTIONS] COMMAND [ARGS]... | No such command 'serch'. Did you mean 'search'?
            search a b                     | trawl search        | [OPTIONS] [FILTER]          | Got unexpected extra argument (b)
            search --output xml            | trawl search        | [OPTIONS] [FILTER]          | Invalid value for '--output': 'xml' is not one of 'table', 'json', 'jsonl', 'csv', 'ids'.
            search --timeout 5             | trawl search        | [OPTIONS] [FILTER]          | Invalid value for '--timeout': '5' is not a duration such as 500ms, 10s, 2m or 1h.
            search --count=maybe           | trawl search        | [OPTIONS] [FILTER]          | Invalid value for '--count': 'maybe' is not true or false.
            sessions --output jsn          | trawl sessions      | [OPTIONS] [FILTER]          | Invalid value for '--output': 'jsn' is not one of 'table', 'jsonl', 'csv', 'ids'. Did you mean 'jsonl'?
            search --limit -1              | trawl search        | [OPTIONS] [FILTER]          | Invalid value for '--limit': -1 is negative; 0 means all.
            search --offset -1             | trawl search        | [OPTIONS] [FILTER]          | Invalid value for '--offset': -1 is negative.
            search --offset 9999999999     | trawl search        | [OPTIONS] [FILTER]          | Invalid value for '--offset': '9999999999' is too large; the most is 2147483647.
            search --limit -9999999999     | trawl search        | [OPTIONS] [FILTER]          | Invalid value for '--limit': '-9999999999' is too small.
            search --page-token abc        | trawl search        | [OPTIONS] [FILTER]          | Invalid page token, could not base64-decode
            search --offset 1 --page-token e30=   | trawl search | [OPTIONS] [FILTER]          | --offset and --page-token do not go together; the token holds the offset.
            import                         | trawl import        | [OPTIONS] PATH...           | Missing argument 'PATH'.
            """)
    void wrongUsageIsOneSentenceAndTheWayToTheHelp(String line, String command, String synopsis, String sentence) {
        assertThat(Command.PLAIN.run(line.split(" ")))
                .isEqualTo(new Ended(2, "", """
                Usage: %1$s %2$s
                Try '%1$s --help' for help.

                Error: %3$s
                """.formatted(command, synopsis, sentence)));
    }

    @Test
    void aTraceIsPrintedAsMlflowPrintsIt() {
        var json = PythonJson.indented(TraceJson.write(RecordedTraces.named("t01")));
        var recorded = new Ended(0, json + "\n", "");

        for (var id : List.of("tr-c2b9546e0f0220f3edb7f1d5cbf15150", "tr-c2b9546", "c2b9546")) {
            assertThat(Command.PLAIN.on(index).run("get", id)).isEqualTo(recorded);
        }
        assertThat(Command.PLAIN.on(index).run("traces", "get", "--trace-id", "tr-c2b9546e0f0220f3edb7f1d5cbf15150"))
                .isEqualTo(recorded);
    }

    @Test
    void fieldsOfATraceArePrintedAsMlflowPrintsThem() {
        assertThat(Command.PLAIN
                        .on(index)
                        .run(
                                "traces",
                                "get",
                                "--trace-id",
                                "tr-c2b9546e0f0220f3edb7f1d5cbf15150",
                                "--extract-fields",
                                "info.state, data.spans.*.name"))
                .isEqualTo(new Ended(0, """
                        {
                          "info": {
                            "state": "OK"
                          },
                          "data": {
                            "spans": [
                              {
                                "name": "agent"
                              },
                              {
                                "name": "llm_call"
                              },
                              {
                                "name": "search"
                              }
                            ]
                          }
                        }
                        """, ""));
    }

    @Test
    void anUnknownTraceIsTrouble() {
        var said = "trawl: there is no trace 'tr-nope' among the 30 traces in " + index + "\n";

        assertThat(Command.PLAIN.on(index).run("get", "tr-nope")).isEqualTo(new Ended(1, "", said));
        assertThat(Command.PLAIN.run("traces", "get", "--trace-id", "tr-nope", "--index", index.toString()))
                .isEqualTo(new Ended(1, "", said));
    }

    @Test
    void withoutAnIndexTheMessageSaysWhereItWasLookedForAndHowToMakeOne() {
        var said = "trawl: there is no index in %s; make one with trawl sync or trawl import, or name another with"
                + " --index\n";

        assertThat(Command.PLAIN.run("get", "tr-1"))
                .isEqualTo(new Ended(1, "", said.formatted("/home/somebody/.local/share/trawl/index")));
        assertThat(Command.PLAIN.with("XDG_DATA_HOME", "/data").run("get", "tr-1"))
                .isEqualTo(new Ended(1, "", said.formatted("/data/trawl/index")));
        assertThat(Command.PLAIN
                        .with("XDG_DATA_HOME", "/data")
                        .with("TRAWL_INDEX", "")
                        .run("get", "tr-1"))
                .isEqualTo(new Ended(1, "", said.formatted("/data/trawl/index")));
        assertThat(Command.PLAIN.with("TRAWL_INDEX", "/here").run("get", "tr-1"))
                .isEqualTo(new Ended(1, "", said.formatted("/here")));
        assertThat(Command.PLAIN.with("TRAWL_INDEX", "/here").run("get", "tr-1", "--index", "/there"))
                .isEqualTo(new Ended(1, "", said.formatted("/there")));
    }

    @Test
    void aStackTraceIsShownOnlyWhenAskedFor() {
        assertThat(Command.PLAIN.with("TRAWL_DEBUG", "1").run("get", "tr-1").err())
                .startsWith("dev.trawl.index.NoSuchIndexException: there is no index in ")
                .contains("\tat dev.trawl.");
    }

    @Test
    void aReaderThatHasGoneIsNoFault() {
        var err = new ByteArrayOutputStream();

        int code =
                Command.PLAIN.on(index).run(failing("Broken pipe"), err, "get", "tr-c2b9546e0f0220f3edb7f1d5cbf15150");

        assertThat(code).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void aFullDiskIsTrouble() {
        var err = new ByteArrayOutputStream();

        int code = Command.PLAIN
                .on(index)
                .run(failing("No space left on device"), err, "get", "tr-c2b9546e0f0220f3edb7f1d5cbf15150");

        assertThat(code).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("trawl: cannot write the output: No space left on device\n");
        assertThat(Command.PLAIN
                        .on(index)
                        .run(
                                failing("No space left on device"),
                                OutputStream.nullOutputStream(),
                                "search",
                                "--exit-code",
                                "--output",
                                "ids"))
                .as("that nothing matches is another matter")
                .isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "json", "jsonl", "csv", "ids"})
    void aFullDiskIsToldOfWhateverIsWritten(String form) {
        var err = new ByteArrayOutputStream();

        assertThat(Command.PLAIN
                        .on(index)
                        .run(failing("No space left on device"), err, "search", "--limit", "0", "--output", form))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .endsWith("trawl: cannot write the output: No space left on device\n");
    }

    @Test
    void messagesThatNobodyCanReadChangeNothing() {
        assertThat(Command.PLAIN.run(OutputStream.nullOutputStream(), failing("Bad file descriptor"), "get", "tr-1"))
                .isEqualTo(1);
    }

    private static OutputStream failing(String reason) {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException(reason);
            }
        };
    }
}
