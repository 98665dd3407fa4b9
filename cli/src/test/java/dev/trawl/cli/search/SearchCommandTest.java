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

class SearchCommandTest {
    private static final String ROW_T02 =
            "tr-e638bca46bd70d89987fc91e855cdff8  2025-10-09 08:53:22 UTC  %s         20ms"
                    + "                       {\"question\": \"fai...    N/A                    ";

    @TempDir
    static Path index;

    @BeforeAll
    static void writeIndex() {
        RecordedTraces.index(index);
    }

    @Test
    void withoutFurtherWishesFoundTracesStandInMlflowsTable() {
        assertThat(search("status = 'ERROR'"))
                .isEqualTo(new Ended(0, """
                info.trace_id                        info.request_time        info.state    info.execution_duration    \
                info.request_preview    info.response_preview \s
                -----------------------------------  -----------------------  ------------  -------------------------  \
                ----------------------  -----------------------
                %s
                """.formatted(ROW_T02.formatted("ERROR")), "1 trace\n"));
    }

    @Test
    void onATerminalTheStateHasAColourUnlessThatIsUnwanted() {
        var terminal = Command.PLAIN.on(index).onTerminal();

        assertThat(terminal.run("search", "status = 'ERROR'").out())
                .contains(ROW_T02.formatted("\u001b[31mERROR\u001b[0m"));
        assertThat(terminal.with("NO_COLOR", "1").run("search", "status = 'ERROR'"))
                .isEqualTo(search("status = 'ERROR'"));
        assertThat(terminal.with("TERM", "dumb").run("search", "status = 'ERROR'"))
                .isEqualTo(search("status = 'ERROR'"));
    }

    @Test
    void nothingFoundIsNoFailure() {
        assertThat(search("name = 'nobody'")).isEqualTo(new Ended(0, "", "0 traces\n"));
        assertThat(search("name = 'nobody'", "--output", "ids")).isEqualTo(new Ended(0, "", ""));
        assertThat(search("name = 'nobody'", "--output", "json")).isEqualTo(new Ended(0, """
                {
                  "traces": [],
                  "next_page_token": null
                }
                """, ""));
    }

    @Test
    void withoutAnExperimentAllAreSearched() {
        assertThat(search("--count")).isEqualTo(new Ended(0, "30\n", ""));
        assertThat(search("--count", "-x", "2")).isEqualTo(new Ended(0, "1\n", ""));
        assertThat(search("--count", "-x", "1,2")).isEqualTo(new Ended(0, "30\n", ""));
        assertThat(search("--count", "-x", "1", "--experiment-id", "2")).isEqualTo(new Ended(0, "30\n", ""));
        assertThat(search("--count", "-x", "4711")).isEqualTo(new Ended(0, "0\n", ""));
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
    void aProblemOfTheOrderIsCalledThat() {
        assertThat(search("status = 'OK'", "--order-by", "status, trace.stauts DESC")
                        .err())
                .startsWith("order by:1:1: unknown field trace.stauts\n  trace.stauts DESC\n  ^^^^^^^^^^^^\n");
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
