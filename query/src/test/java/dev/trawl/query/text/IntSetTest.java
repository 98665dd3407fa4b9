package dev.trawl.query.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IntSetTest {
    /** One set for all of them, as it is used. */
    @Test
    void membersAreNumberedAsTheyComeWhateverWasInItBefore() {
        var random = new Random(1);
        var set = new IntSet();
        for (int size : new int[] {10, 20_000, 5, 1_024, 1_025, 50_000, 3_000, 0, 1}) {
            set.clear();
            var expected = new LinkedHashSet<Integer>();
            for (int i = 0; i < size; i++) {
                int value = random.nextInt(2 * size);
                set.add(value);
                expected.add(value);
            }
            assertThat(IntStream.range(0, set.size()).map(set::get).boxed()).containsExactlyElementsOf(expected);
        }
    }
}
