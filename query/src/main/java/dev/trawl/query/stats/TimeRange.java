package dev.trawl.query.stats;

import dev.trawl.index.IndexField;
import java.io.IOException;
import java.util.Optional;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.FixedBitSet;

/** When the first and the last of some traces began, in milliseconds since the epoch. */
public record TimeRange(long first, long last) {
    /** Nothing if there are no traces. Segments lie newest first, so that only their ends are looked at. */
    public static Optional<TimeRange> of(IndexSearcher searcher, FixedBitSet selected) throws IOException {
        var range = Optional.<TimeRange>empty();
        for (var segment : searcher.getIndexReader().leaves()) {
            var own = new SelectedDocuments(segment, selected);
            int newest = own.next(0);
            if (newest == DocIdSetIterator.NO_MORE_DOCS) {
                continue;
            }
            int oldest = selected.prevSetBit(segment.docBase + own.size() - 1) - segment.docBase;
            var times = DocValues.getNumeric(segment.reader(), IndexField.TIMESTAMP);
            times.advanceExact(newest);
            long last = times.longValue();
            times.advanceExact(oldest);
            var here = new TimeRange(times.longValue(), last);
            range = Optional.of(range.map(here::joined).orElse(here));
        }
        return range;
    }

    private TimeRange joined(TimeRange other) {
        return new TimeRange(Math.min(first, other.first), Math.max(last, other.last));
    }
}
