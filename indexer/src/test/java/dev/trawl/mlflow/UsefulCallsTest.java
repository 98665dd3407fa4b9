package dev.trawl.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsefulCallsTest {
    private final Random random = new Random(1);

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            WORKERS, MOST, LEAST MEAN, LARGEST MEAN
            1,       4,    1.0,        1.4
            2,       4,    1.9,        2.6
            3,       4,    2.7,        3.4
            4,       4,    3.7,        4.0
            8,       4,    3.7,        4.0
            4,       8,    3.7,        4.7
            1,       1,    1.0,        1.0
            4,       2,    1.9,        2.0
            """)
    void thereAreAsManyCallsAsTheServerHasWorkers(int workers, int most, double least, double largest) {
        var useful = new UsefulCalls(most);
        mean(useful, workers, 0, 500);
        assertThat(mean(useful, workers, 0, 5_000)).isBetween(least, largest);
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            BEFORE, AFTER, LEAST MEAN, LARGEST MEAN
            1,      4,     3.5,        4.0
            4,      1,     1.0,        1.7
            """)
    void aServerMayGetMoreWorkersOrLess(int before, int after, double least, double largest) {
        var useful = new UsefulCalls(4);
        mean(useful, before, 0, 5_000);
        mean(useful, after, 0, 10_000);
        assertThat(mean(useful, after, 0, 5_000)).isBetween(least, largest);
    }

    @Test
    void oneCallIsOnItsWayToAServerFarAwayWhileItAnswersAnother() {
        var useful = new UsefulCalls(4);
        mean(useful, 1, 0.8, 500);
        assertThat(mean(useful, 1, 0.8, 5_000)).isBetween(1.8, 2.4);
    }

    /** The mean number of calls while so many are answered by a server whose workers take, for each, 0.7 to 1.3 s, and that are on their way for this long. */
    private double mean(UsefulCalls useful, int workers, double secondsOnTheWay, int answers) {
        long calls = 0;
        for (int i = 0; i < answers; i++) {
            calls += useful.number();
            double seconds = 0.7 + 0.6 * random.nextDouble();
            double oneByOne = (seconds + secondsOnTheWay) / useful.number();
            useful.answered((long) (1e9 * Math.max(oneByOne, seconds / workers)));
        }
        return (double) calls / answers;
    }
}
