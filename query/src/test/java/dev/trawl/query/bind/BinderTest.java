package dev.trawl.query.bind;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class BinderTest {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_760_000_000), ZoneOffset.UTC);

    @Test
    void aNextLineIsWhiteSpace() {
        assertThat(bound("\u0085status\u0085=\u0085'OK'\u0085AND\u0085name = 'a'"))
                .isEqualTo(bound("status = 'OK' AND name = 'a'"));
    }

    private static Condition bound(String filter) {
        return Binder.bind(filter, true, CLOCK);
    }
}
