package dev.trawl.query.columns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.util.FixedBitSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers are the same whether all documents have one or few, and however large they are. */
class ValueNumbersTest {
    private static final int DOCUMENTS = 1_000;

    private final Random random = new Random(7);

    @ParameterizedTest
    @CsvSource({"1.0, 200", "0.5, 70000", "0.1, 200", "0.01, 20000000", "0, 1"})
    void numbersAreToldCountedAndKeptAsTheyWere(double share, int largest) throws IOException {
        int[] numbers = IntStream.range(0, DOCUMENTS)
                .map(document -> random.nextDouble() < share ? 1 + random.nextInt(largest) : 0)
                .toArray();
        int[] documents = IntStream.range(0, DOCUMENTS)
                .filter(document -> numbers[document] > 0)
                .toArray();

        check(ValueNumbers.of(numbers, largest), numbers, largest);
        check(kept(ValueNumbers.of(numbers, largest)), numbers, largest);
        check(
                ValueNumbers.of(
                        documents,
                        IntStream.of(documents)
                                .map(document -> numbers[document])
                                .toArray(),
                        DOCUMENTS,
                        largest),
                numbers,
                largest);
    }

    private void check(ValueNumbers column, int[] numbers, int largest) {
        var selected = new FixedBitSet(DOCUMENTS);
        int[] expected = new int[largest + 1];
        for (int document = 0; document < DOCUMENTS; document++) {
            if (random.nextBoolean()) {
                selected.set(document);
                expected[numbers[document]]++;
            }
        }
        int[] counts = new int[largest + 1];
        column.count(DocumentSet.of(selected), counts);

        assertThat(IntStream.range(0, DOCUMENTS).map(column::of).toArray()).isEqualTo(numbers);
        assertThat(counts).isEqualTo(expected);
    }

    private static ValueNumbers kept(ValueNumbers column) throws IOException {
        var out = new ByteBuffersDataOutput();
        column.write(out);
        return ValueNumbers.read(out.toDataInput());
    }
}
