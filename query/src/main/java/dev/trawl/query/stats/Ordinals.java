package dev.trawl.query.stats;

import dev.trawl.query.columns.Dictionary;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** For each document of a segment its values of a field, as numbers of a {@link Dictionary}. Not thread-safe. */
final class Ordinals {
    private static final int[] NOTHING = {Dictionary.NONE};

    private final int[] first;
    private final Map<Integer, int[]> several = new HashMap<>();

    Ordinals(int documents) {
        first = new int[documents];
    }

    /** Adds a value, unless the document has it already. */
    void add(int document, int ordinal) {
        if (first[document] == Dictionary.NONE) {
            first[document] = ordinal;
            return;
        }
        var known = of(document);
        if (Arrays.stream(known).noneMatch(other -> other == ordinal)) {
            var more = Arrays.copyOf(known, known.length + 1);
            more[known.length] = ordinal;
            several.put(document, more);
        }
    }

    /** At least one; {@link Dictionary#NONE} alone if there is no value. */
    int[] of(int document) {
        if (first[document] == Dictionary.NONE) {
            return NOTHING;
        }
        var all = several.isEmpty() ? null : several.get(document);
        return all == null ? new int[] {first[document]} : all;
    }
}
