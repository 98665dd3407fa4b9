package dev.trawl.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person at a terminal of 80 columns sees of work that goes on. */
class ProgressDisplayTest {
    private static final String TO_LINE_START_AND_CLEAR = "\r\u001b[K";

    private long nanoseconds;

    @ParameterizedTest
    @MethodSource("lines")
    void aLineTakesOneRowOfTheTerminalAndDoesNothingElseToIt(String line, String shown) {
        var messages = new ByteArrayOutputStream();

        try (var display = new ProgressDisplay(surroundings(messages))) {
            nanoseconds = 1_000_000_000;
            display.show(() -> line, () -> "");
        }

        assertThat(messages.toString(StandardCharsets.UTF_8))
                .isEqualTo(TO_LINE_START_AND_CLEAR + shown + TO_LINE_START_AND_CLEAR);
    }

    static Arguments[] lines() {
        return new Arguments[] {
            Arguments.of("a".repeat(79), "a".repeat(79)),
            Arguments.of("a".repeat(80), "a".repeat(78) + "…"),
            Arguments.of("注".repeat(60), "注".repeat(39) + "…"),
            Arguments.of("a".repeat(78) + "😀", "a".repeat(78) + "…"),
            Arguments.of("esc\u001b[2J.jsonl", "esc\ufffd[2J.jsonl"),
        };
    }

    private Surroundings surroundings(ByteArrayOutputStream messages) {
        return new Surroundings(
                new ByteArrayInputStream(new byte[0]),
                new Output(new ByteArrayOutputStream()),
                new Output(messages),
                Map.of(),
                Path.of("/home/somebody"),
                Optional.empty(),
                true,
                true,
                () -> nanoseconds,
                Clock.systemUTC(),
                Volume.normal());
    }
}
