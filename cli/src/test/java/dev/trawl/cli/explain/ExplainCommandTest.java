package dev.trawl.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.cli.Command;
import dev.trawl.cli.RecordedTraces;
import dev.trawl.trace.PythonJson;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {
    @TempDir
    static Path index;

    @BeforeAll
    static void writeIndex() {
        RecordedTraces.index(index);
    }

    @Test
    void aFilterThatAServerRefusesIsExplainedWithItsWords() {
        var ended = Command.PLAIN.on(index).run("explain", "status = 'ERROR' OR name = 'agent'");

        assertThat(ended.code()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out())
                .startsWith("read as:    status = 'ERROR' OR name = 'agent'\nmeans:      ")
                .contains("on MLflow:  refused: Invalid clause(s) in filter string: 'OR'\n");
    }

    @Test
    void runningTellsHitsAndTheSameStandsInTheJson() {
        var json = PythonJson.parse(Command.PLAIN
                .on(index)
                .run("explain", "--run", "--output", "json", "status = 'ERROR'")
                .out());

        assertThat(json.path("filter").stringValue()).isEqualTo("status = 'ERROR'");
        assertThat(json.path("run").path("hits").longValue()).isEqualTo(1);
        assertThat(json.path("server").path("differences").isEmpty()).isTrue();
    }

    @Test
    void fieldsAreListedWithTheKeysOfTheIndex() {
        assertThat(Command.PLAIN.on(index).run("fields").out())
                .startsWith("trace.")
                .containsPattern("(?m)^tag\\.env +\\d+ traces  PROD, ");
    }

    @Test
    void withoutAnIndexTheFieldsAreListedAndThatIsTrouble() {
        var ended = Command.PLAIN.on(Path.of("/nowhere")).run("fields");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).startsWith("trace.");
        assertThat(ended.err()).startsWith("trawl: there is no index in /nowhere; ");
    }
}
