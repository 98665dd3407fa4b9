package dev.trawl.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.mlflow.AdaptiveLimit.Turn;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdaptiveLimitTest {
    private final AdaptiveLimit limit = new AdaptiveLimit(4);

    @Test
    void aSignOfOverloadHalvesAndGoodAnswersAddOneAtATime() throws InterruptedException {
        List.of(limit.turn(), limit.turn(), limit.turn(), limit.turn()).forEach(Turn::overloaded);
        assertThat(limit.limit()).as("four calls at the same time, one sign").isEqualTo(2);

        limit.turn().overloaded();
        assertThat(limit.limit()).isEqualTo(1);

        for (int i = 0; i < 2; i++) {
            limit.turn().answered();
        }
        assertThat(limit.limit()).isEqualTo(2);
    }

    @Test
    void itNeverAllowsMoreThanWasAgreedUpon() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            limit.turn().answered();
        }
        assertThat(limit.limit()).isEqualTo(4);
    }

    @Test
    void aTurnEndsOnce() throws InterruptedException {
        var turn = limit.turn();
        turn.answered();
        turn.overloaded();
        turn.answered();

        assertThat(limit.limit()).as("the answer had come").isEqualTo(4);
        List.of(limit.turn(), limit.turn(), limit.turn(), limit.turn()).forEach(Turn::overloaded);
        assertThat(limit.limit()).as("four calls, not six, were under way").isEqualTo(2);
    }
}
