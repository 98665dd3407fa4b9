package dev.trawl.query;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A place in an order of traces: what the trace that stands there is ordered by. It means the same in every state of the
 * index, whether the trace is still there or not.
 *
 * @param keys one for each field of the order, in turn; the time and the id of the trace are among them
 */
public record SortPosition(List<Key> keys) {
    public SortPosition {
        keys = List.copyOf(keys);
    }

    /** The value of one field; neither a text nor a number where the trace has none. */
    public record Key(Optional<String> text, Optional<BigDecimal> number) {}
}
