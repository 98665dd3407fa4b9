package dev.trawl.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    @Test
    void rateAndRemainingTimeFollowFromWhatIsDone() {
        var line = line(1200, OptionalLong.of(5000), 16);

        assertThat(line.text()).isEqualTo("agent: 1,200 of 5,000 traces, 75/s, 51 s left");
        assertThat(line.bar()).isEqualTo("[#####---------------] 24 % agent: 1,200 of 5,000 traces, 75/s, 51 s left");
    }

    @Test
    void withoutATotalThereIsNothingToDraw() {
        assertThat(line(1200, OptionalLong.empty(), 16).bar()).isEqualTo("agent: 1,200 traces, 75/s");
    }

    @Test
    void theFirstSecondTellsNoRate() {
        assertThat(line(3, OptionalLong.of(5000), 1).text()).isEqualTo("agent: 3 of 5,000 traces");
    }

    @Test
    void moreThanExpectedIsAFullBar() {
        assertThat(line(6, OptionalLong.of(5), 2).bar()).startsWith("[####################] 100 % ");
    }

    private static ProgressLine line(long done, OptionalLong total, long seconds) {
        return new ProgressLine("agent", done, total, Duration.ofSeconds(seconds), Quantity::number, "traces");
    }
}
