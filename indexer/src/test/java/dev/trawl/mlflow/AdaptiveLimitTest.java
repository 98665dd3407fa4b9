package dev.trawl.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.mlflow.AdaptiveLimit.Turn;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdaptiveLimitTest {
    private long now;
    private final AdaptiveLimit limit = new AdaptiveLimit(4, () -> now);

    @Test
    void aSignOfOverloadHalvesAndGoodAnswersAddOneAtATime() throws InterruptedException {
        untilFourHelp();
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
    void itBeginsWithTwoAndNeverAllowsMoreThanWasAgreedUpon() throws InterruptedException {
        assertThat(limit.limit()).isEqualTo(2);
        untilFourHelp();
        for (int i = 0; i < 20; i++) {
            limit.turn().answered();
        }
        assertThat(limit.limit()).isEqualTo(4);
        assertThat(new AdaptiveLimit(1, () -> now).limit()).isEqualTo(1);
    }

    @Test
    void whatTheServerHasNoWorkersForIsNotAsked() throws InterruptedException {
        answered(200, 1);
        assertThat(limit.limit()).isEqualTo(1);
    }

    @Test
    void aTurnEndsOnce() throws InterruptedException {
        untilFourHelp();
        var turn = limit.turn();
        turn.answered();
        turn.overloaded();
        turn.answered();

        assertThat(limit.limit()).as("the answer had come").isEqualTo(4);
        List.of(limit.turn(), limit.turn(), limit.turn(), limit.turn()).forEach(Turn::overloaded);
        assertThat(limit.limit()).as("four calls, not six, were under way").isEqualTo(2);
    }

    private void untilFourHelp() throws InterruptedException {
        answered(240, 4);
        assertThat(limit.limit()).isEqualTo(4);
    }

    /** As many calls as are allowed are always under way to a server that answers one after the other, as fast as it can. */
    private void answered(int answers, int workers) throws InterruptedException {
        var underWay = new ArrayDeque<Turn>();
        for (int i = 0; i < answers; i++) {
            while (underWay.size() < limit.limit()) {
                underWay.add(limit.turn());
            }
            now += 1_000_000 / Math.min(workers, underWay.size());
            underWay.remove().answered();
        }
        underWay.forEach(Turn::answered);
    }
}
