package dev.trawl.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.cli.Command;
import dev.trawl.cli.RecordedTraces;
import dev.trawl.trace.TraceJson;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HarmlessTest {
    private static final String EVIL = "\u001b]0;owned\u0007\u009b2J\u202e";

    @TempDir
    static Path index;

    @BeforeAll
    static void writeIndex() {
        var json = TraceJson.write(RecordedTraces.named("t01"));
        json.withObject("/info/tags").put("mlflow.traceName", "agent" + EVIL).put("key" + EVIL, "value" + EVIL);
        json.withObject("/info/trace_location/mlflow_experiment").put("experiment_id", "1" + EVIL);
        RecordedTraces.index(index, List.of(TraceJson.read(json)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "search|name = 'bot'",
                "search|name = 'bot'|-v",
                "explain|--run|name = 'bot'",
                "fields",
                "search|-x|2",
                "traces|search|-x|2",
                "show|tr-none\u001b[2J",
                "status",
                "facets",
                "search"
            })
    void whatStandsInTracesDoesNothingToATerminal(String line) {
        var ended = Command.PLAIN.on(index).run(line.split("\\|"));

        assertThat(ended.out() + ended.err())
                .isNotEmpty()
                .doesNotContainPattern("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u202e]");
    }

    @Test
    void coloursStay() {
        assertThat(Harmless.coloured("\u001b[31mred\u001b[0m\u001b[2J\n\tend"))
                .isEqualTo("\u001b[31mred\u001b[0m\ufffd[2J\n\tend");
    }
}
