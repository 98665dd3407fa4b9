package dev.trawl.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberedIntsTest {
    /** Few values come again and again, many make it grow. */
    @ParameterizedTest(name = "of {0}")
    @ValueSource(ints = {1, 3, 900, 1_024, 30_000, Integer.MAX_VALUE})
    void numbersAreInTheOrderInWhichValuesCome(int bound) {
        var random = new Random(bound);
        var numbers = new NumberedInts();
        var expected = new LinkedHashMap<Integer, Integer>();
        for (int i = 0; i < 20_000; i++) {
            int value = random.nextBoolean() ? random.nextInt(bound) : ~random.nextInt(bound);
            int number = expected.computeIfAbsent(value, absent -> expected.size());
            assertThat(numbers.number(value)).isEqualTo(number);
        }

        assertThat(numbers.size()).isEqualTo(expected.size());
        expected.forEach((value, number) -> assertThat(numbers.get(number)).isEqualTo(value));
        assertThat(numbers.sorted())
                .containsExactly(expected.entrySet().stream()
                        .sorted(Comparator.comparing(entry -> entry.getKey()))
                        .mapToInt(entry -> entry.getValue())
                        .toArray());
    }
}
