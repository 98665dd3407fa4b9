package dev.trawl.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.cli.Command;
import dev.trawl.cli.Command.Ended;
import dev.trawl.cli.RecordedTraces;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VolumeTest {
    @TempDir
    static Path index;

    @BeforeAll
    static void writeIndex() {
        RecordedTraces.index(index);
    }

    private static Ended run(String line) {
        return Command.PLAIN.on(index).run(line.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stats --by status -q",
                "--quiet stats --by status",
                "stats --quiet --by status",
                "-v -q stats --by status"
            })
    void quietStandsBeforeOrBehindTheVerbAndLeavesTheData(String line) {
        assertThat(run(line)).isEqualTo(new Ended(0, run("stats --by status").out(), ""));
    }

    @Test
    void errorsAreHeardUnderQuiet() {
        assertThat(run("search nonsense --quiet").err()).startsWith("filter:1:");
        assertThat(Command.PLAIN
                        .on(index.resolve("none"))
                        .run("search", "--quiet")
                        .err())
                .startsWith("trawl: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "search trace.status='OK' -v",
                "--verbose search trace.status='OK'",
                "-q -v search trace.status='OK'"
            })
    void verboseTellsIndexMeaningAndEnd(String line) {
        assertThat(run(line).err())
                .contains("trawl: index " + index + ", 30 traces")
                .contains("trawl: the filter means ")
                .contains("trawl: looked up is ")
                .contains("trawl: ended with 0 after ");
    }

    @Test
    void whatVerboseMeansForMlflowItMeansStill() {
        assertThat(run("traces search -x 1 --extract-fields info.nope").err()).contains("Tip: Use --verbose");
        assertThat(run("traces search -x 1 --extract-fields info.nope --verbose")
                        .err())
                .doesNotContain("Tip")
                .contains("info.trace_id");
        assertThat(run("-v traces search -x 1").err()).contains("trawl: index ");
    }

    @Test
    void credentialsInAddressesAreNotTold() {
        var ended = Command.PLAIN
                .on(index)
                .run("sync", "-v", "--tracking-uri", "http://ann:hunter2@127.0.0.1:1", "--experiment-id", "1");

        assertThat(ended.code()).isNotZero();
        assertThat(ended.err()).contains("trawl: reading from ").doesNotContain("hunter2");
    }

    @Test
    void anExperimentThatTheIndexDoesNotKnowIsTold() {
        var err = run("search -x 17 --count").err();

        assertThat(err).isEqualTo("trawl: the index holds no trace of experiment '17'; it holds those of 1, 2\n");
        assertThat(run("search -x 17 --count -q").err()).isEmpty();
        assertThat(run("search -x 1 --count").err()).isEmpty();
    }
}
