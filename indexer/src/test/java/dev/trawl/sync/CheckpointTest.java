package dev.trawl.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CheckpointTest {
    private static final Quarantined FAILED = new Quarantined(5, 3, 7, "cannot be read");

    @Test
    void tooManyOpenTracesTakeNoneOutOfTheQuarantine() {
        var open = LongStream.rangeClosed(1, Checkpoint.MOST_UNFINISHED)
                .boxed()
                .collect(Collectors.toMap(number -> "tr-" + number, number -> 1_000 + number));

        var checkpoint = Checkpoint.none("busy").at(Optional.of(20_000L), open, Map.of("tr-failed", FAILED));

        assertThat(checkpoint.markMs()).contains(1_001L);
        assertThat(checkpoint.open()).isEmpty();
        assertThat(checkpoint.quarantined()).isEqualTo(Map.of("tr-failed", FAILED));
    }
}
