package dev.trawl.cli.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.cli.Command;
import dev.trawl.cli.Command.Ended;
import dev.trawl.cli.RecordedTraces;
import dev.trawl.cli.paging.SearchCursor;
import dev.trawl.query.SortPosition;
import dev.trawl.trace.PythonJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BulkCommandTest {
    @TempDir
    static Path index;

    @BeforeAll
    static void writeIndex() {
        RecordedTraces.index(index);
    }

    @Test
    void everyLineIsAnsweredInItsPlace() {
        assertThat(bulk("""
                status = 'ERROR'
                {"filter": "status = 'OK'", "experiment_ids": ["1"], "order_by": ["timestamp_ms"], "max_results": 2}
                trace.stauts = 'OK'
                {"filter"
                {"filter": "status = 'OK'", "max_results": 0}
                {"filter": 5}
                name = 'Ж\u001b\ud800'
                """)).isEqualTo(new Ended(3, """
                {"filter": "status = 'ERROR'", "count": 1, "trace_ids": [%s], "took_ms": 0.0}
                {"filter": "status = 'OK'", "count": 26, "trace_ids": [%s], "took_ms": 0.0}
                {"filter": "trace.stauts = 'OK'", "error": "unknown field trace.stauts; did you mean trace.status?"}
                {"filter": "{\\"filter\\"", "error": "not JSON: Unexpected end-of-input within/between Object entries"}
                {"filter": "status = 'OK'", "error": "'max_results' must be a positive integer"}
                {"filter": "{\\"filter\\": 5}", "error": "'filter' must be a string"}
                {"filter": "name = 'Ж\\u001b?'", "count": 0, "trace_ids": [], "took_ms": 0.0}
                """.formatted(ids("t02"), ids("t01", "t03")), ""));
    }

    @Test
    void withoutMaxResultsAllIdsAreTold() {
        assertThat(bulk("\n").out().split("\"tr-", -1)).hasSize(31);
        assertThat(bulk("\n").out()).startsWith("{\"filter\": \"\", \"count\": 30, ");
    }

    @Test
    void whatMlflowRefusesIsRefusedInItsWordsWhenStrict() {
        assertThat(bulk("{\"filter\": \"status = 'OK' OR status = 'ERROR'\", \"strict\": true}")
                        .out())
                .isEqualTo("{\"filter\": \"status = 'OK' OR status = 'ERROR'\", \"error\":"
                        + " \"Invalid clause(s) in filter string: 'OR'\"}\n");
    }

    @Test
    void anExplanationIsThatOfTheCommandForIt() {
        var filter = "span.type = 'LLM'";
        var explained = Command.PLAIN
                .on(index)
                .run("explain", "--output", "json", filter)
                .out();

        assertThat(bulk("{\"filter\": \"" + filter + "\", \"max_results\": 1, \"explain\": true}")
                        .out())
                .endsWith("\"took_ms\": 0.0, \"explanation\": " + explained.strip() + "}\n");
    }

    @Test
    void filtersMayComeFromAFileAndNoneAreNoneAnswered() throws IOException {
        var file = Files.writeString(index.resolveSibling("filters.txt"), "status = 'ERROR'\r\n");

        assertThat(Command.PLAIN.on(index).run("bulk", file.toString())).isEqualTo(bulk("status = 'ERROR'"));
        assertThat(bulk("")).isEqualTo(new Ended(0, "", ""));
        assertThat(Command.PLAIN.on(index).run("bulk", "/no/such/file"))
                .isEqualTo(new Ended(1, "", "trawl: there is no file /no/such/file\n"));
        Files.delete(file);
    }

    @Test
    void aLineThatIsNotInUtf8IsAnsweredWithThatAndTheOthersAsEver() throws IOException {
        var file = index.resolveSibling("latin-1.txt");
        Files.writeString(file, "name = 'é'\n{\"filter\": \"name = 'é'\"}\n\n", StandardCharsets.ISO_8859_1);
        var ended = Command.PLAIN.on(index).run("bulk", file.toString());

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.out()).startsWith("""
                {"filter": "name = '\ufffd'", "error": "not valid UTF-8; give the line in that encoding"}
                {"filter": "name = '\ufffd'", "error": "not valid UTF-8; give the line in that encoding"}
                {"filter": "", "count": 30, \
                """);
        Files.delete(file);
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstLine() {
        assertThat(bulk("\ufeffstatus = 'ERROR'\n")).isEqualTo(bulk("status = 'ERROR'\n"));
        assertThat(bulk("\ufeff{\"max_results\": 1}\n")).isEqualTo(bulk("{\"max_results\": 1}\n"));
        assertThat(bulk("\n\ufeff\n").code()).isEqualTo(3);
    }

    @Test
    void aSearchIsGoneOnWithWhereItStopped() {
        var page = Command.PLAIN
                .on(index)
                .run("search", "status = 'OK'", "--order-by", "timestamp_ms", "--limit", "1", "--output", "json")
                .out();
        var token = PythonJson.parse(page).path("next_page_token").stringValue();
        var asked = "{\"page_token\": \"%s\", \"filter\": \"status = 'OK'\", \"max_results\": 1, \"order_by\": [%s]}\n";

        assertThat(bulk(asked.formatted(token, "\"timestamp_ms\"")).out())
                .isEqualTo("{\"filter\": \"status = 'OK'\", \"count\": 27, \"trace_ids\": [" + ids("t03")
                        + "], \"took_ms\": 0.0}\n");
        assertThat(bulk(asked.formatted(token, "")).out())
                .contains("\"error\": \"The page token belongs to a search with --order-by 'timestamp_ms'.\"");
    }

    @Test
    void anOrderThatMeansNothingIsTheFaultOfItsLineAlone() {
        var token = new SearchCursor(List.of("colour"), new SortPosition(List.of())).toString();
        var ended = bulk("{\"filter\": \"\", \"order_by\": [\"colour\"], \"page_token\": \"" + token + "\"}\n\n");

        assertThat(ended.out().lines()).hasSize(2);
        assertThat(ended.out())
                .startsWith("{\"filter\": \"\", \"error\": \"The page token is not as trawl gave it.\"}\n");
    }

    private static Ended bulk(String lines) {
        return Command.PLAIN.on(index).withInput(lines).run("bulk", "-");
    }

    private static String ids(String... names) {
        return Stream.of(names)
                .map(name -> "\"" + RecordedTraces.named(name).id() + "\"")
                .collect(Collectors.joining(", "));
    }
}
