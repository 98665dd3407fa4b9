package dev.trawl.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.0 kB",
        "9949, 9.9 kB",
        "9950, 10 kB",
        "999499, 999 kB",
        "999500, 1.0 MB",
        "12345, 12 kB",
        "2860000000, 2.9 GB"
    })
    void bytesAreCountedInThousands(long bytes, String expected) {
        assertThat(Quantity.bytes(bytes)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.0 s", "420, 0.4 s", "9949, 9.9 s", "12300, 12 s", "185000, 3 min 5 s", "7860000, 2 h 11 min"})
    void durationsGetCoarserAsTheyGrow(long milliseconds, String expected) {
        assertThat(Quantity.duration(Duration.ofMillis(milliseconds))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                7,
                99,
                100,
                999,
                1_000,
                12_345,
                123_456,
                1_000_000,
                Long.MAX_VALUE,
                -1,
                -999,
                -1_000,
                Long.MIN_VALUE
            })
    void numbersAreGroupedAsJavaGroupsThem(long number) {
        assertThat(Quantity.number(number)).isEqualTo(String.format(Locale.ROOT, "%,d", number));
    }

    @Test
    void numbersAreGroupedAndNounsAgree() {
        assertThat(Quantity.of(0, "trace")).isEqualTo("0 traces");
        assertThat(Quantity.of(1, "trace")).isEqualTo("1 trace");
        assertThat(Quantity.of(1234567, "trace")).isEqualTo("1,234,567 traces");
    }
}
