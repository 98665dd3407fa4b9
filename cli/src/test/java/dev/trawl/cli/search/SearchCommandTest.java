package dev.trawl.cli.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.cli.Command;
import dev.trawl.cli.Command.Ended;
import dev.trawl.cli.RecordedTraces;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.Trace;
import dev.trawl.trace.TraceJson;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchCommandTest {
    @TempDir
    static Path index;

    @BeforeAll
    static void writeIndex() {
        RecordedTraces.index(index);
    }

    @Test
    void inAPipeFoundTracesStandInATableWithWholeIdsAndTimes() {
        assertThat(search("status = 'ERROR'")).isEqualTo(new Ended(0, """
            id                                   timestamp            status  duration  name   request      response
            tr-e638bca46bd70d89987fc91e855cdff8  2025-10-09 08:53:22  ERROR      20 ms  agent  fail please
            """, "1 trace\n"));
    }

    @Test
    void aTerminalGetsShortIdsRelativeTimesAndColourUnlessThatIsUnwanted() {
        var terminal = Command.PLAIN.on(index).onTerminal().with("COLUMNS", "80");

        assertThat(terminal.run("search", "status = 'ERROR'").out()).isEqualTo("""
            \u001b[1mid\u001b[0m           \u001b[1mtimestamp\u001b[0m   \u001b[1mstatus\u001b[0m  \u001b[1mduration\u001b[0m  \
            \u001b[1mname\u001b[0m   \u001b[1mrequest\u001b[0m      \u001b[1mresponse\u001b[0m
            \u001b[36mtr-e638bca4\u001b[0m  \u001b[2m2025-10-09\u001b[0m  \u001b[31mERROR\u001b[0m      20 ms  \
            agent  fail please
            """);
        var plain = """
            id           timestamp   status  duration  name   request      response
            tr-e638bca4  2025-10-09  ERROR      20 ms  agent  fail please
            """;
        assertThat(terminal.with("NO_COLOR", "1").run("search", "status = 'ERROR'"))
                .isEqualTo(new Ended(0, plain, "1 trace\n"));
        assertThat(terminal.with("TERM", "dumb").run("search", "status = 'ERROR'"))
                .isEqualTo(new Ended(0, plain, "1 trace\n"));
    }

    @Test
    void whatAFilterLooksForIsMarkedInTheTable() {
        var terminal = Command.PLAIN.on(index).onTerminal().with("COLUMNS", "160");

        assertThat(terminal.run("search", "trace.request LIKE '%fail%'").out())
                .contains("  \u001b[1;31mfail\u001b[0m please\n");
    }

    @Test
    void columnsAreFieldsNamedAsInAFilter() {
        var filter = "tags.`corpus.id` IN ('t01', 't02')";

        assertThat(search(
                        filter,
                        "--columns",
                        "tag.`corpus.id`,timestamp,duration_ms",
                        "--output",
                        "csv",
                        "--order-by",
                        "timestamp"))
                .isEqualTo(new Ended(0, """
                    tag.`corpus.id`,timestamp,duration_ms
                    t01,2025-10-09T08:53:21.000Z,10
                    t02,2025-10-09T08:53:22.000Z,20
                    """.replace(".000Z", "Z"), ""));
        assertThat(search(
                                filter,
                                "--columns",
                                "tag.`corpus.id`",
                                "--columns=span_count,user",
                                "--output",
                                "jsonl",
                                "--order-by",
                                "timestamp")
                        .out())
                .startsWith("{\"tag.`corpus.id`\": \"t01\", \"span_count\": ");
        assertThat(search(filter, "--columns", "status,nmae", "--columns", "stats"))
                .isEqualTo(new Ended(2, "", """
            --columns:1:8: unknown field nmae
              status,nmae
                     ^^^^
              did you mean trace.name?
            --columns:1:1: unknown field stats
              stats
              ^^^^^
              did you mean trace.status?
            """));
        assertThat(search(filter, "--columns", "nmae", "--snippets", "--output", "jsonl")
                        .err())
                .startsWith("--columns:1:1: unknown field nmae\n");
        assertThat(search(filter, "--columns", "span.name").err())
                .contains("span.name is a field of spans, of which a trace has many");
        assertThat(search(filter, "--columns", "id", "--output", "ids").code()).isEqualTo(2);
        assertThat(search(filter, "--columns", "id", "--extract-fields", "info.state")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void csvQuotesWhatNeedsIt() {
        assertThat(search("tags.`corpus.id` = 't02'", "--output", "csv", "--columns", "request,status"))
                .isEqualTo(new Ended(0, "request,status\n\"{\"\"question\"\": \"\"fail please\"\"}\",ERROR\n", ""));
        assertThat(search("timestamp = 0", "--output", "csv", "--columns", "id"))
                .isEqualTo(new Ended(0, "id\n", ""));
    }

    @Test
    void fieldsAreExtractedAsMlflowDoes() {
        var filter = "tags.`corpus.id` = 't02'";
        var fields = "info.state,info.tags.`corpus.id`";

        assertThat(search(filter, "--extract-fields", fields).out()).isEqualTo("""
            info.state  info.tags.`corpus.id`
            ERROR       t02
            """);
        assertThat(search(filter, "--extract-fields", fields, "--output", "jsonl")
                        .out())
                .isEqualTo("{\"info\": {\"state\": \"ERROR\", \"tags\": {\"corpus.id\": \"t02\"}}}\n");
        assertThat(search(filter, "--extract-fields", fields, "--output", "csv").out())
                .isEqualTo("info.state,info.tags.`corpus.id`\nERROR,t02\n");
        assertThat(search(filter, "--extract-fields", "info.bogus", "--output", "csv"))
                .matches(ended -> ended.code() == 2
                        && ended.out().isEmpty()
                        && ended.err().contains("• info.bogus"));
    }

    @Test
    void snippetsShowTheSpanThePartAndTheSurroundingsOfWhatMatches() {
        var filter = "trace.text LIKE '%fail please%' AND span.name = 'agent'";

        assertThat(search(filter, "--snippets", "-C", "3").out()).isEqualTo("""
            id                                   timestamp            status  duration  name
            tr-e638bca46bd70d89987fc91e855cdff8  2025-10-09 08:53:22  ERROR      20 ms  agent
              agent AGENT ERROR
                inputs: …: "fail please"}
            """);
        assertThat(search(filter, "-C", "0", "--output", "jsonl").out())
                .contains("\"part\": \"inputs\", \"text\": \"fail please\", \"matches\": [\"fail please\"]}");
        assertThat(search(filter, "--snippets", "--output", "csv").err()).contains("--snippets goes with");
    }

    @Test
    void withoutALimitEverythingIsShownAsItIsFound() {
        var all = search("--limit", "0", "--output", "ids");

        assertThat(all.out().lines()).hasSize(30);
        assertThat(all).isEqualTo(search("--limit", "30", "--output", "ids"));
        assertThat(search("--limit", "0", "--output", "ids", "--offset", "28")
                        .out()
                        .lines())
                .hasSize(2);
        assertThat(search("--limit", "0", "--output", "jsonl")).isEqualTo(search("--limit", "30", "--output", "jsonl"));
        assertThat(search("--limit", "0", "--output", "json")).isEqualTo(search("--limit", "30", "--output", "json"));
        assertThat(search("--limit", "0")).isEqualTo(search("--limit", "30"));
        assertThat(search("--limit", "0", "--output", "ids", "--order-by", "status,name"))
                .isEqualTo(search("--limit", "30", "--output", "ids", "--order-by", "status,name"));
        assertThat(search("trace.text LIKE '%a%'", "--limit", "0", "--output", "ids"))
                .isEqualTo(search("trace.text LIKE '%a%'", "--limit", "30", "--output", "ids"));
    }

    @Test
    void theExitCodeTellsWhetherAnythingMatchesWhenItIsAskedTo() {
        assertThat(search("status = 'ERROR'", "--exit-code", "--quiet", "--output", "ids")
                        .code())
                .isZero();
        assertThat(search("timestamp = 0", "--exit-code", "--quiet")).isEqualTo(new Ended(1, "", ""));
        assertThat(search("timestamp = 0", "--exit-code", "--count")).isEqualTo(new Ended(1, "0\n", ""));
        assertThat(search("timestamp = 0", "--exit-code", "--limit", "0")).isEqualTo(new Ended(1, "", "0 traces\n"));
        assertThat(search("nmae = 'x'", "--exit-code").code()).isEqualTo(2);
        assertThat(Command.PLAIN
                        .on(index.resolve("none"))
                        .run("search", "--exit-code")
                        .code())
                .isEqualTo(4);
        assertThat(Command.PLAIN.on(index.resolve("none")).run("search").code()).isEqualTo(1);
    }

    @Test
    void quietSaysNothingButErrors() {
        assertThat(search("--limit", "1", "--output", "ids", "--quiet").err()).isEmpty();
        assertThat(search("nmae = 'x'", "--quiet").err()).contains("unknown field nmae");
    }

    @Test
    void nothingFoundIsNoFailure() {
        assertThat(search("timestamp = 0")).isEqualTo(new Ended(0, "", "0 traces\n"));
        assertThat(search("timestamp = 0", "--output", "ids")).isEqualTo(new Ended(0, "", ""));
        assertThat(search("timestamp = 0", "--output", "json")).isEqualTo(new Ended(0, """
            {
              "traces": [],
              "next_page_token": null
            }
            """, ""));
    }

    @Test
    void timesAreExactHoweverFarAway() {
        assertThat(search("timestamp < '2025-10-09T08:53:21.0005Z'", "--count")).isEqualTo(new Ended(0, "1\n", ""));
        assertThat(search("timestamp < '+300000000-01-01T00:00:00Z'", "--count"))
                .isEqualTo(new Ended(0, "30\n", ""));
        assertThat(search("timestamp < '-300000000-01-01T00:00:00Z'", "--count").out())
                .isEqualTo("0\n");
    }

    @Test
    void withoutAnExperimentAllAreSearched() {
        assertThat(search("--count")).isEqualTo(new Ended(0, "30\n", ""));
        assertThat(search("--count", "-x", "2")).isEqualTo(new Ended(0, "1\n", ""));
        assertThat(search("--count", "-x", "1,2")).isEqualTo(new Ended(0, "30\n", ""));
        assertThat(search("--count", "-x", "1", "--experiment-id", "2")).isEqualTo(new Ended(0, "30\n", ""));
        assertThat(search("--count", "-x", "4711").out()).isEqualTo("0\n");
    }

    @Test
    void theCountIsExactWhateverThePage() {
        assertThat(search("status = 'OK'", "--count", "--limit", "3", "--offset", "100"))
                .isEqualTo(new Ended(0, "27\n", ""));
    }

    @Test
    void pagesFollowOneAnother() {
        var filter = "tags.`corpus.id` LIKE 't0%'";
        var all = search(filter, "--output", "ids", "--limit", "0", "--order-by", "timestamp_ms");

        assertThat(all).isEqualTo(new Ended(0, ids("t01", "t02", "t03", "t04", "t05", "t06", "t07", "t08", "t09"), ""));
        var first = search(filter, "--output", "ids", "--limit", "5", "--order-by", "timestamp_ms");
        assertThat(first.out()).isEqualTo(ids("t01", "t02", "t03", "t04", "t05"));
        assertThat(first.err()).startsWith("5 of 9 traces; next page: --page-token ");
        for (var token : List.of(token(first), "eyJvZmZzZXQiOiA1fQ==")) {
            assertThat(search(filter, "--output=ids", "--limit=5", "--order-by=timestamp_ms", "--page-token=" + token))
                    .isEqualTo(new Ended(0, ids("t06", "t07", "t08", "t09"), ""));
        }
        assertThat(search(filter, "--page-token", token(first)).err())
                .contains("The page token belongs to a search with --order-by 'timestamp_ms'.");
        assertThat(search(filter, "--output", "ids", "--offset", "8", "--order-by", "timestamp_ms"))
                .isEqualTo(new Ended(0, ids("t09"), ""));
        assertThat(search(filter, "--offset", "9").err()).isEqualTo("0 of 9 traces\n");
    }

    private static String token(Ended page) {
        return page.err().substring(page.err().lastIndexOf(' ') + 1).strip();
    }

    @Test
    void orderClausesMayBeRepeatedOrSeparatedByCommas() {
        var filter = "tags.`corpus.id` IN ('t01', 't02', 't03')";
        var expected = new Ended(0, ids("t02", "t03", "t01"), "");

        assertThat(search(filter, "--output", "ids", "--order-by", "status ASC, timestamp_ms DESC"))
                .isEqualTo(expected);
        assertThat(search(filter, "--output", "ids", "--order-by", "status", "--order-by", "timestamp_ms DESC"))
                .isEqualTo(expected);
    }

    @Test
    void jsonIsTheDocumentThatMlflowPrints() {
        var page = search("tags.`corpus.id` IN ('t04', 't03')", "--output", "json", "--limit", "1");

        var json = "{\"traces\": [%s], \"next_page_token\": \"%s\"}".formatted(line("t04"), token(page));
        assertThat(page.out()).isEqualTo(PythonJson.indented(PythonJson.parse(json)) + "\n");
    }

    @Test
    void jsonLinesHoldOneWholeTraceEachInReadableLetters() {
        assertThat(search("tags.`corpus.id` IN ('t04', 't05')", "--output", "jsonl", "--order-by", "timestamp_ms"))
                .isEqualTo(new Ended(0, line("t04") + "\n" + line("t05") + "\n", ""));
        assertThat(line("t04")).contains("Москва");
    }

    @Test
    void everyProblemOfAFilterIsShownAtItsPlace() {
        assertThat(search("trace.stauts = 'OK' AND\n  trace.nmae = 'x'")).isEqualTo(new Ended(2, "", """
            filter:1:1: unknown field trace.stauts
              trace.stauts = 'OK' AND
              ^^^^^^^^^^^^
              did you mean trace.status?
            filter:2:3: unknown field trace.nmae
                trace.nmae = 'x'
                ^^^^^^^^^^
              did you mean trace.name?
            """));
    }

    @Test
    void nothingIsSaidOfWhatIsNotThereWhenSomethingIsFound() {
        assertThat(search("status = 'ERROR' OR tag.evn = 'x'", "--output", "ids")
                        .err())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            status LIEK 'x'          | filter:1:8: unexpected LIEK          | did you mean LIKE?
            status NOT LKIE 'x'      | filter:1:12: unexpected LKIE         | did you mean LIKE?
            id = 'a' ADN name = 'x'  | filter:1:10: unexpected ADN          | did you mean AND?
            id = 'a' tag.x name      | filter:1:16: unexpected name         | an operator such as =, != or LIKE should follow tag.x
            timestamp > now - 7      | filter:1:19: a unit is missing       | the units are ms, s, m, h, d and w, right behind the number, as in 7d
            timestamp > now - 7 d    | filter:1:19: a unit is missing       | the units are ms, s, m, h, d and w, right behind the number, as in 7d
            timestamp > now - 7y     | filter:1:19: unknown unit y          | the units are ms, s, m, h, d and w, right behind the number, as in 7d
            """)
    void whatWasProbablyMeantIsSaidOfAWrongFilter(String filter, String problem, String hint) {
        var ended = search(filter);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).startsWith(problem + "\n").contains("\n  " + hint);
    }

    @Test
    void aProblemOfTheOrderIsCalledThat() {
        assertThat(search("status = 'OK'", "--order-by", "status, trace.stauts DESC")
                        .err())
                .startsWith("""
                        --order-by:1:9: unknown field trace.stauts
                          status, trace.stauts DESC
                                  ^^^^^^^^^^^^
                        """);
    }

    @Test
    void anOrderOfNothingIsAProblemOfTheOrder() {
        assertThat(search("--order-by", "").err()).startsWith("--order-by:1:1: ");
    }

    @Test
    void strictRefusesWhatMlflowRefusesInItsWords() {
        assertThat(search("status = 'OK' OR status = 'ERROR'", "--count")).isEqualTo(new Ended(0, "28\n", ""));
        assertThat(search("status = 'OK' OR status = 'ERROR'", "--count", "--strict")
                        .err())
                .contains("Invalid clause(s) in filter string: 'OR'");
    }

    private static Ended search(String... arguments) {
        var words = Stream.concat(Stream.of("search"), Stream.of(arguments)).toArray(String[]::new);
        return Command.PLAIN.on(index).run(words);
    }

    private static String ids(String... names) {
        return Stream.of(names).map(RecordedTraces::named).map(Trace::id).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(String name) {
        return PythonJson.readable(TraceJson.write(RecordedTraces.named(name)));
    }
}
