package dev.trawl.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AdaptiveLimitTest {
    private final AdaptiveLimit limit = new AdaptiveLimit();

    @Test
    void aSignOfOverloadHalvesAndGoodAnswersAddOneAtATime() throws InterruptedException {
        int[] signs = {limit.acquire(), limit.acquire(), limit.acquire(), limit.acquire()};
        for (int sign : signs) {
            limit.overloaded(sign);
        }
        assertThat(limit.limit()).as("four calls at the same time, one sign").isEqualTo(2);

        int next = limit.acquire();
        limit.overloaded(next);
        assertThat(limit.limit()).isEqualTo(1);

        for (int i = 0; i < 2; i++) {
            limit.acquire();
            limit.answered();
        }
        assertThat(limit.limit()).isEqualTo(2);
    }
}
