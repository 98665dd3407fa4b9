package dev.trawl.query.columns;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.lucene.util.ArrayUtil;

/** A {@link SpanColumn} that is being read, document by document. Not thread-safe. */
final class SpanValueSets {
    /** Values as they are met, behind what stands for one that is too long. */
    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    private final Map<IntBuffer, Integer> sets =
            new LinkedHashMap<>(Map.of(IntBuffer.allocate(0), SpanColumn.EMPTY_SET));
    private int[] documents = {};
    private int[] setOf = {};
    private int size;
    private int[] found = new int[8];
    private int foundSize;

    /** The number of a value of the field. */
    int numberOf(SpanFeature feature) {
        return feature.value().map(this::numberOf).orElse(KeyColumn.NO_TERM);
    }

    private int numberOf(String value) {
        return numbers.computeIfAbsent(value, any -> KeyColumn.FIRST_VALUE + numbers.size());
    }

    /** Notes that the document has a value, not for the first time perhaps. */
    void find(int number) {
        found = ArrayUtil.grow(found, foundSize + 1);
        found[foundSize++] = number;
    }

    /** Whether the document has nothing so far. */
    boolean isClosed() {
        return foundSize == 0;
    }

    /** Ends a document that has something; they come in ascending order. */
    void close(int document) {
        Arrays.sort(found, 0, foundSize);
        int distinct = 1;
        for (int i = 1; i < foundSize; i++) {
            if (found[i] != found[i - 1]) {
                found[distinct++] = found[i];
            }
        }
        foundSize = 0;
        documents = ArrayUtil.grow(documents, size + 1);
        setOf = ArrayUtil.grow(setOf, size + 1);
        documents[size] = document;
        setOf[size++] = number(IntBuffer.wrap(found, 0, distinct));
    }

    private int number(IntBuffer set) {
        var known = sets.get(set);
        if (known != null) {
            return known;
        }
        int number = sets.size();
        sets.put(IntBuffer.wrap(Arrays.copyOf(set.array(), set.remaining())), number);
        return number;
    }

    /**
     * Puts what was read of one field together.
     *
     * @param segments of documents that follow each other
     * @param documents of the index
     */
    static SpanColumn joined(String field, Collection<SpanValueSets> segments, int documents) {
        var all = new SpanValueSets();
        var values = new TreeSet<String>();
        segments.forEach(segment -> values.addAll(segment.numbers.keySet()));
        values.forEach(all::numberOf);
        segments.forEach(all::append);
        return new SpanColumn(
                field,
                List.copyOf(values),
                all.sets.keySet().stream().map(IntBuffer::array).toArray(int[][]::new),
                ValueNumbers.of(
                        Arrays.copyOf(all.documents, all.size),
                        Arrays.copyOf(all.setOf, all.size),
                        documents,
                        all.sets.size()));
    }

    private void append(SpanValueSets segment) {
        var numberHere = new int[KeyColumn.FIRST_VALUE + segment.numbers.size()];
        numberHere[KeyColumn.NO_TERM] = KeyColumn.NO_TERM;
        segment.numbers.forEach((value, number) -> numberHere[number] = numberOf(value));
        var setHere = new ArrayList<Integer>();
        for (var set : segment.sets.keySet()) {
            setHere.add(number(IntBuffer.wrap(Arrays.stream(set.array())
                    .map(number -> numberHere[number])
                    .sorted()
                    .toArray())));
        }
        documents = ArrayUtil.grow(documents, size + segment.size);
        setOf = ArrayUtil.grow(setOf, size + segment.size);
        for (int i = 0; i < segment.size; i++, size++) {
            documents[size] = segment.documents[i];
            setOf[size] = setHere.get(segment.setOf[i]);
        }
    }
}
