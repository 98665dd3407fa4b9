package dev.trawl.cli.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.cli.Command;
import dev.trawl.cli.Command.Ended;
import dev.trawl.cli.RecordedTraces;
import dev.trawl.trace.Trace;
import dev.trawl.trace.TraceJson;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of keys and values that the index does not have. */
class AbsencesTest {
    @TempDir
    static Path index;

    @BeforeAll
    static void writeIndex() {
        RecordedTraces.index(index);
    }

    private static Ended search(String... arguments) {
        return Command.PLAIN
                .on(index)
                .run(Stream.concat(Stream.of("search"), Stream.of(arguments)).toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            tag.evn = 'x'                 | the index has no tag.evn; did you mean tag.env?
            metadata.env = 'x'            | the index has no metadata.env; did you mean tag.env?
            NOT (tag.zzzzzz = 'x' OR id LIKE '%') | the index has no tag.zzzzzz
            session = 'x' AND session = 'y' AND tag.evn = 'x' | the index has no tag.evn; did you mean tag.env?
            status = 'EROR'               | the index has no trace.status 'EROR'; did you mean 'ERROR'?
            status IN ('error')           | the index has no trace.status 'error'; did you mean 'ERROR'?
            span.status = 'x'             | the index has no span.status 'x'; there are OK, ERROR
            span.type = 'TOL'             | the index has no span.type 'TOL'; did you mean 'TOOL'?
            tag.env = 'PROOD'             | the index has no tag.env 'PROOD'; did you mean 'PROD'?
            span.attributes.modle = 'x'   | the index has no span.attributes.modle; did you mean span.attributes.model?
            timestamp > 'abc'             | trace.timestamp_ms is a time, written as '2026-11-01' or '2026-11-01T10:00:00Z'; 'abc' is none
            duration > 'abc'              | trace.execution_time_ms is a duration, written without quotes as 1500 or 1.5s; 'abc' is none
            duration > '1s'               | trace.execution_time_ms is a duration, written without quotes as 1500 or 1.5s; '1s' is none
            timestamp IN ('abc')          | trace.timestamp_ms is a time, written as '2026-11-01' or '2026-11-01T10:00:00Z', and equals no other text
            timestamp > '2026-13-01'      | trace.timestamp_ms is a time, written as '2026-11-01' or '2026-11-01T10:00:00Z'; '2026-13-01' is none
            """)
    void whatTheIndexDoesNotHaveIsSaidWhenNothingIsFound(String filter, String sentence) {
        assertThat(search(filter, "--output", "ids").err()).contains("trawl: " + sentence + "\n");
        assertThat(search(filter, "--output", "ids", "--quiet").err()).isEmpty();
        assertThat(Command.PLAIN.on(index).run("explain", filter).out()).contains("not there:  " + sentence + "\n");
    }

    @Test
    void nothingIsSaidOfAKeyWhoseValuesAreNotAllKnown(@TempDir Path folder) {
        var longest = "x".repeat(600);
        RecordedTraces.index(folder, List.of(tagged("t01", longest), tagged("t02", "short")));

        assertThat(Command.PLAIN.on(folder).run("search", "tag.note = 'short' AND tag.note = '" + longest + "'"))
                .isEqualTo(new Ended(0, "", "0 traces\n"));
    }

    @Test
    void onlyStatusesThatTheIndexHasAreListed(@TempDir Path folder) {
        RecordedTraces.index(folder, List.of(tagged("t01", "x")));

        assertThat(Command.PLAIN.on(folder).run("search", "status = 'nix'").err())
                .isEqualTo("0 traces\ntrawl: the index has no trace.status 'nix'; there are OK\n");
        assertThat(Command.PLAIN.on(folder).run("search", "status = 'ERROR'").err())
                .isEqualTo("0 traces\n");
        assertThat(Command.PLAIN.on(folder).run("search", "status = 'EROR'").err())
                .isEqualTo("0 traces\ntrawl: the index has no trace.status 'EROR'; did you mean 'ERROR'?\n");
    }

    @Test
    void aListOfValuesThatIsLongIsNotSaid(@TempDir Path folder) {
        RecordedTraces.index(folder, List.of(tagged("t01", "a".repeat(60)), tagged("t02", "b".repeat(60))));

        assertThat(Command.PLAIN.on(folder).run("search", "tag.note = 'short'"))
                .isEqualTo(new Ended(0, "", "0 traces\n"));
    }

    private static Trace tagged(String name, String note) {
        var json = TraceJson.write(RecordedTraces.named(name));
        json.withObject("/info/tags").put("note", note);
        return TraceJson.read(json);
    }

    @Test
    void aColumnThatTheIndexDoesNotHaveIsSaid() {
        assertThat(search("--limit", "1", "--output", "csv", "--columns", "tag.evn"))
                .satisfies(ended -> assertThat(ended.out()).isEqualTo("tag.evn\n\n"))
                .satisfies(ended ->
                        assertThat(ended.err()).startsWith("trawl: the index has no tag.evn; did you mean tag.env?\n"));
    }
}
