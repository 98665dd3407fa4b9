package dev.trawl.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.cli.Command;
import dev.trawl.cli.RecordedTraces;
import java.nio.file.Path;
import java.util.List;
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

    private static List<String> completed(String... words) {
        var all = Stream.concat(Stream.of("__complete", "--"), Stream.of(words)).toArray(String[]::new);
        var ended = Command.PLAIN.on(index).run(all);
        assertThat(ended.code()).isZero();
        assertThat(ended.err()).isEmpty();
        return ended.out().lines().map(line -> line.replaceFirst("\t.*", "")).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sea                                  | search",
                "traces g                             | get",
                "search --cou                         | --count",
                "search --output j                    | json, jsonl",
                "search --output=id                   | --output=ids",
                "stats --by span.na                   | span.name",
                "stats --by status,span.ty            | status,span.type",
                "stats --output c                     | csv",
                "completion f                         | fish"
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
