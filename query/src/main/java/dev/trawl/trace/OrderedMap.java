package dev.trawl.trace;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** Unmodifiable copies of maps that keep their order: the order of a trace's JSON is what its reader expects to see. */
final class OrderedMap {
    private OrderedMap() {}

    static <K, V> SequencedMap<K, V> copyOf(Map<K, V> map) {
        return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(map));
    }
}
