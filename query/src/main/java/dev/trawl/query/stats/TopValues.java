package dev.trawl.query.stats;

import dev.trawl.query.stats.Facet.ValueCount;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The most frequent of some values. Not thread-safe. */
final class TopValues {
    private static final Comparator<ValueCount> MOST_FREQUENT_FIRST =
            Comparator.comparingLong(ValueCount::traces).reversed().thenComparing(ValueCount::value);

    private final int most;
    private final PriorityQueue<ValueCount> top = new PriorityQueue<>(MOST_FREQUENT_FIRST.reversed());
    private long values;

    /** A value that is not read before somebody wants it. */
    interface Spelling {
        String spelled() throws IOException;
    }

    TopValues(int most) {
        this.most = most;
    }

    /**
     * Offers a value, which is only spelled out if it may be among the top. Values come in ascending order, so that of equally
     * frequent ones the earlier stay.
     */
    void add(Spelling value, long traces) throws IOException {
        values++;
        if (most == 0 || (top.size() == most && top.element().traces() >= traces)) {
            return;
        }
        top.add(new ValueCount(value.spelled(), traces));
        if (top.size() > most) {
            top.remove();
        }
    }

    Facet facet(String field, long traces) {
        return new Facet(field, traces, values, sorted());
    }

    private List<ValueCount> sorted() {
        return top.stream().sorted(MOST_FREQUENT_FIRST).toList();
    }
}
