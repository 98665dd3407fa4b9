package dev.trawl.query.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparingNumbersTest {
    @Test
    void theIntervalOfTwoSharesIsThatOfItsPaper() {
        // Newcombe 1998, table II, method 10: 56 of 70 against 48 of 80, and 9 of 10 against 3 of 10, at 95 %.
        assertThat(Significance.leastDifference(56, 70, 48, 80, 1.959964)).isCloseTo(0.0524, within(0.0001));
        assertThat(Significance.leastDifference(9, 10, 3, 10, 1.959964)).isCloseTo(0.1705, within(0.0001));
    }

    @Test
    void aFewTracesAreNoDifferenceAndManyAre() {
        assertThat(Significance.leastDifference(3, 4, 20, 100)).isNegative();
        assertThat(Significance.leastDifference(300, 400, 2_000, 10_000)).isGreaterThan(0.4);
    }

    @Test
    void theBestLimitIsTheOneThatTriesOfAllLimitsFind() {
        var random = new Random(1);
        for (int round = 0; round < 300; round++) {
            var a = numbers(random);
            var b = numbers(random);
            int ofA = a.size() + random.nextInt(3) + 1;
            int ofB = b.size() + random.nextInt(3) + 1;
            double best = 0;
            for (int limit = 0; limit <= 8; limit++) {
                double above = (double) atLeast(a, limit) / ofA - (double) atLeast(b, limit) / ofB;
                double below =
                        (double) (a.size() - atLeast(a, limit)) / ofA - (double) (b.size() - atLeast(b, limit)) / ofB;
                best = Math.max(best, Math.max(above, below));
            }
            var found = BestLimit.between(a, ofA, b, ofB);
            double difference = found.map(limit -> (double) limit.a() / ofA - (double) limit.b() / ofB)
                    .orElse(0.0);
            assertThat(difference).as("round %d", round).isCloseTo(best, within(1e-12));
            found.ifPresent(limit -> assertThat(limit.a())
                    .isEqualTo(limit.above() ? atLeast(a, limit.limit()) : a.size() - atLeast(a, limit.limit())));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0.0001, 0.00046699999999999997, 0.000466999",
        "0.0004669995, 0.00046699999999999997, 0.00046699999999999997",
        "1, 1234567.5, 1234567",
        "12, 1200, 1200",
    })
    void aLimitIsWrittenInSixDigitsWhereNoNumberThenLiesOnAnotherSide(double less, double limit, String written) {
        var a = new Numbers();
        var b = new Numbers();
        a.add(limit);
        b.add(less);

        assertThat(BestLimit.between(a, 1, b, 1).map(BestLimit::written)).contains(written);
    }

    @Test
    void withoutNumbersThereIsNoLimit() {
        assertThat(BestLimit.between(new Numbers(), 3, new Numbers(), 4)).isEqualTo(Optional.empty());
    }

    @Test
    void percentilesAndExtremesAreThoseOfSortedNumbers() {
        var random = new Random(2);
        for (int round = 0; round < 200; round++) {
            var numbers = new Numbers();
            var twin = new ArrayList<Double>();
            for (int i = random.nextInt(300); i >= 0; i--) {
                double number = random.nextBoolean() ? random.nextInt(8) : random.nextGaussian();
                numbers.add(number);
                twin.add(number);
            }
            Collections.sort(twin);
            for (double share : new double[] {0.99, 0, 0.5, 0.95, 0.01, 0.999, 1}) {
                double place = share * (twin.size() - 1);
                double beyond = place - Math.floor(place);
                double expected = beyond == 0
                        ? twin.get((int) place)
                        : twin.get((int) place) + beyond * (twin.get((int) place + 1) - twin.get((int) place));
                assertThat(numbers.percentile(share))
                        .as("round %d, share %s", round, share)
                        .isEqualTo(expected);
            }
            assertThat(numbers.of(new Aggregate.Least()).orElseThrow().doubleValue())
                    .isEqualTo(twin.getFirst());
            assertThat(numbers.of(new Aggregate.Greatest()).orElseThrow().doubleValue())
                    .isEqualTo(twin.getLast());
        }
    }

    @Test
    void percentilesAreAsMlflowComputesThem() {
        var numbers = new Numbers();
        numbers.add(3);
        numbers.add(23);

        assertThat(numbers.percentile(0.95)).isEqualTo(22);

        var far = new Numbers();
        far.add(-Double.MAX_VALUE);
        far.add(Double.MAX_VALUE);

        assertThat(far.percentile(0.5)).isZero();
    }

    private static Numbers numbers(Random random) {
        var numbers = new Numbers();
        for (int i = random.nextInt(8); i > 0; i--) {
            numbers.add(random.nextInt(8));
        }
        return numbers;
    }

    private static int atLeast(Numbers numbers, double limit) {
        int count = 0;
        for (int i = 0; i < numbers.size(); i++) {
            count += numbers.sorted()[i] >= limit ? 1 : 0;
        }
        return count;
    }
}
