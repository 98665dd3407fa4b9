package dev.trawl.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OccurrencesTest {
    /** Few documents leave all occurrences in one bucket, many and far places make thousands of buckets. */
    @ParameterizedTest(name = "{0} documents, places below {1}")
    @CsvSource({"1, 1", "1, 268435456", "50, 200", "50, 268435456", "5000, 7", "5000, 268435456", "70000, 3000000"})
    void eachTermHasItsDocumentsInTheNewOrder(int documents, int bound) {
        var random = new Random(documents + bound);
        var order = new ArrayList<>(IntStream.range(0, documents).boxed().toList());
        Collections.shuffle(order, random);
        int[] newNumbers = new int[documents];
        for (int place = 0; place < documents; place++) {
            newNumbers[order.get(place)] = place;
        }
        var occurrences = new Occurrences();
        var expected = new TreeMap<Integer, Set<Integer>>();
        for (int document = 0; document < documents; document++) {
            // Near one another and far, so that documents share some.
            for (int place : IntStream.range(0, random.nextInt(20))
                    .map(i -> random.nextInt(random.nextBoolean() ? bound : Math.min(bound, 100)))
                    .toArray()) {
                occurrences.add(~place);
                expected.computeIfAbsent(place, absent -> new TreeSet<>()).add(newNumbers[document]);
            }
            occurrences.endDocument();
        }

        var found = occurrences.byTerm(
                term -> ~term, bound, order.stream().mapToInt(Integer::intValue).toArray());

        var terms = new TreeMap<Integer, Set<Integer>>();
        for (int term = 0; term < found.size(); term++) {
            assertThat(Arrays.copyOfRange(found.documents(), found.from(term), found.to(term)))
                    .hasSize(found.count(term))
                    .isSorted()
                    .doesNotHaveDuplicates();
            terms.put(
                    found.place(term),
                    Arrays.stream(found.documents(), found.from(term), found.to(term))
                            .boxed()
                            .collect(Collectors.toCollection(LinkedHashSet::new)));
        }
        assertThat(found.occurrences())
                .isEqualTo(expected.values().stream().mapToInt(Set::size).sum());
        assertThat(terms).isEqualTo(expected).hasSize(found.size());
        assertThat(IntStream.range(0, found.size()).map(found::place)).isSorted();
    }

    @Test
    void withoutTermsThereIsNothing() {
        var occurrences = new Occurrences();
        occurrences.endDocument();

        var found = occurrences.byTerm(term -> term, 0, new int[] {0});

        assertThat(found.size()).isZero();
        assertThat(found.withTerms()).isZero();
    }
}
