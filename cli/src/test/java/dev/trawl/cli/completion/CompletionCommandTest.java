package dev.trawl.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.cli.Command;
import dev.trawl.cli.RecordedTraces;
import dev.trawl.trace.TraceJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionCommandTest {
    @TempDir
    static Path index;

    @BeforeAll
    static void writeIndex() {
        RecordedTraces.index(index);
    }

    /** Of one trace that has these tags besides its own. */
    private static void indexWithTags(Path folder, Map<String, String> more) {
        var json = TraceJson.write(RecordedTraces.named("t01"));
        var tags = json.withObject("/info/tags");
        more.forEach(tags::put);
        RecordedTraces.index(folder, List.of(TraceJson.read(json)));
    }

    /** The texts; an instruction to complete files by the shell's own means is {@code <files>}. */
    private static List<String> completed(String... words) {
        return completed(index, words);
    }

    private static List<String> completed(Path folder, String... words) {
        var all = Stream.concat(Stream.of("__complete", "--"), Stream.of(words)).toArray(String[]::new);
        var ended = Command.PLAIN.on(folder).run(all);
        assertThat(ended.code()).isZero();
        assertThat(ended.err()).isEmpty();
        return ended.out()
                .lines()
                .map(line -> line.replaceFirst("^\t(.*)", "<$1>").replaceFirst("\t.*", ""))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sea                                  | search",
                "traces g                             | get",
                "search --cou                         | --count",
                "-q search --cou                      | --count",
                "-v traces --quiet search --max       | --max-results",
                "-- -v search --output j              | json, jsonl",
                "--quiet sea                          | search",
                "-q help ex                           | explain, export, exit-codes",
                "search --output j                    | json, jsonl",
                "search --output=id                   | --output=ids",
                "stats --by span.na                   | span.name",
                "stats --by status,span.ty            | status,span.type",
                "stats --output c                     | csv",
                "completion f                         | fish",
                "export --format c                    | csv",
                "export --format=o                    | --format=otlp",
                "histogram --by 1                     | 15m, 1h, 1d",
                "stats --metric p                     | p50 of duration, p95 of duration, p99 of duration",
                "stats -m count,av                    | count,avg of duration",
                "search --columns id,session,sta      | id,session,status",
                "show x --redact email,c              | email,card",
                "man sea                              | search",
                "man traces g                         | get",
                "help ex                              | explain, export, exit-codes",
                "search --index=/x                    | <folders>",
                "man --write x                        | <folders>",
                "export --out x                       | <files>",
                "import x                             | <files>"
            })
    void aWordIsCompletedByWhatTheCommandTakes(String line, String expected) {
        assertThat(completed(line.split(" +"))).isEqualTo(List.of(expected.split(", ")));
    }

    @Test
    void aFilterIsCompletedByFieldsKeysAndValues() {
        assertThat(completed("search", "sta")).contains("status");
        assertThat(completed("search", "status = 'OK' AND tag.en")).containsExactly("status = 'OK' AND tag.env");
        assertThat(completed("search", "status = 'ER")).containsExactly("status = 'ERROR'");
        assertThat(completed("search", "(tag.env = ")).contains("(tag.env = 'PROD'");
    }

    @Test
    void whereAFilterStandsASavedSearchMayStand(@TempDir Path folder) throws IOException {
        var config = Files.writeString(folder.resolve("config.toml"), "[searches]\nslow = \"status = 'ERROR'\"\n");
        var command = Command.PLAIN.on(index).with("TRAWL_CONFIG", config.toString());

        assertThat(command.run("__complete", "--", "search", "@").out()).isEqualTo("@slow\n");
        assertThat(command.run("__complete", "--", "traces", "search", "--filter-string", "@s")
                        .out())
                .isEqualTo("@slow\n");
        assertThat(command.run("__complete", "--", "traces", "search", "--filter-string=@")
                        .out())
                .isEqualTo("--filter-string=@slow\n");
        assertThat(command.run("__complete", "--", "show", "x", "--spans", "@").out())
                .isEmpty();
    }

    @Test
    void behindAWholeAggregateAllNumbersAreOffered() {
        assertThat(completed("stats", "--metric", "p50")).contains("p50 of duration", "p50 of cost");
    }

    @Test
    void valuesAreWrittenAsAFilterReadsThem(@TempDir Path folder) {
        indexWithTags(folder, Map.of("note", "it's", "folder", "C:\\"));

        var command = Command.PLAIN.on(folder);
        assertThat(command.run("__complete", "--", "search", "tag.note = ").out())
                .startsWith("tag.note = 'it''s'");
        assertThat(command.run("__complete", "--", "search", "tag.folder = ").out())
                .startsWith("tag.folder = u'C:\\\\'");
        assertThat(command.run("__complete", "--", "search", "tag.folder IN (").out())
                .startsWith("tag.folder IN ('C:\\\\'");
    }

    /** The filter that is typed, and all that may stand at its end; a dot stands for a blank there. */
    @Test
    void aKeyNeedsNoBacktickToBeFound(@TempDir Path folder) {
        indexWithTags(folder, Map.of("app.version", "1.2", "apple", "x"));

        assertThat(completed(folder, "search", "tag.app.")).containsExactly("tag.`app.version`");
        assertThat(completed(folder, "search", "tag.`app")).containsExactly("tag.`app.version`");
        assertThat(completed(folder, "search", "status = 'OK' AND tag.app"))
                .containsExactly("status = 'OK' AND tag.`app.version`", "status = 'OK' AND tag.apple");
        assertThat(completed(folder, "stats", "--by", "status,tag.app.v")).containsExactly("status,tag.`app.version`");
    }

    @Test
    void whatWouldActOnATerminalIsNotOffered(@TempDir Path folder) {
        var tags = new HashMap<>(Map.of("ab", "x", "title", "\u001b]0;x\u0007", "columns", "1\t2"));
        List.of("a\tb", "a\u001b[31m", "a\u202e").forEach(key -> tags.put(key, "x"));
        indexWithTags(folder, tags);

        assertThat(completed(folder, "search", "tag.a")).containsExactly("tag.ab");
        assertThat(completed(folder, "search", "tag.ab = ")).containsExactly("tag.ab = 'x'");
        assertThat(completed(folder, "search", "tag.title = ")).isEmpty();
        assertThat(completed(folder, "search", "tag.columns = ")).isEmpty();
        assertThat(completed(folder, "search", "status = 'OK'\nAND tag.ab = ")).isEmpty();
    }

    @Test
    void noValueIsTakenForAnInstructionToTheShell(@TempDir Path folder) {
        var json = TraceJson.write(RecordedTraces.named("t01"));
        json.withObject("/info/trace_metadata").put("mlflow.trace.session", ":files");
        RecordedTraces.index(folder, List.of(TraceJson.read(json)));

        assertThat(Command.PLAIN
                        .on(folder)
                        .run("__complete", "--", "session", "")
                        .out())
                .isEqualTo(":files\n");
        assertThat(Command.PLAIN
                        .on(folder)
                        .run("__complete", "--", "import", "")
                        .out())
                .isEqualTo("\tfiles\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "status.L                        | LIKE",
                "status.is                       | IS NULL, IS NOT NULL",
                "duration_ms.                    | =, !=, <, >, IN, BETWEEN, IS NULL, IS NOT NULL",
                "timestamp.>.                    | ",
                "trace.text.LIKE.                | ",
                "status.=.'OK'.                  | AND, OR",
                "status.=.'OK'.AND.(status.!=.'E | 'ERROR'",
                "status.IN.                      | (",
                "status.IN.('OK',.'ER            | 'ERROR'",
                "status.IN.('OK').o              | OR",
                "status.NOT.                     | =, !=, <, >, LIKE, ILIKE, RLIKE, IN, BETWEEN, IS NULL, IS NOT NULL",
                "timestamp.BETWEEN.1.            | AND",
                "timestamp.BETWEEN.now.-.1d.     | AND",
                "timestamp.BETWEEN.1.AND.2.      | AND, OR",
                "timestamp.>.now.-.1h.A          | AND"
            })
    void whatMayStandAtTheEndOfAFilterIsOffered(String typed, String expected) {
        var filter = typed.replaceAll("(?<!trace)\\.", " ");
        var end = filter.replaceFirst("[^ (]*$", "");
        var words = expected == null ? List.<String>of() : List.of(expected.split(", "));

        assertThat(completed("search", filter))
                .containsExactlyElementsOf(words.stream().map(end::concat).toList());
    }

    @Test
    void aMetricIsCompletedByFieldsOfNumbers() {
        assertThat(completed("stats", "--metric", "p95 of du"))
                .containsExactlyInAnyOrder("p95 of duration", "p95 of duration_ms");
    }

    @Test
    void idsAreCompletedByTheIndex() {
        var id = Command.PLAIN
                .on(index)
                .run("search", "--limit", "1", "--output", "ids")
                .out()
                .strip();

        assertThat(completed("show", id.substring(0, 10))).containsExactly(id);
        assertThat(completed("diff", "x", id.substring(0, 10))).containsExactly(id);
    }

    @Test
    void aBrokenConfigurationDisturbsNothing() {
        assertThat(Command.PLAIN.with("TRAWL_CONFIG", "/nowhere").run("__complete", "--", "sea"))
                .satisfies(ended -> assertThat(ended.out()).startsWith("search\t"))
                .satisfies(ended -> assertThat(ended.err()).isEmpty());
    }

    @Test
    void withoutAnIndexTheFieldsAreCompleted() {
        var ended = Command.PLAIN.with("TRAWL_INDEX", "/nowhere").run("__complete", "--", "search", "span.dur");

        assertThat(ended.out()).isEqualTo("span.duration_ms\thow long it took\n");
        assertThat(ended.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void theScriptOfAShellAsksTheHiddenCommand(String shell) {
        var ended = Command.PLAIN.run("completion", shell);

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).startsWith("#").contains("trawl __complete -- ");
    }

    @Test
    void theHiddenCommandIsNotInTheHelp() {
        assertThat(Command.PLAIN.run("--help").out()).contains("completion").doesNotContain("__complete");
    }
}
