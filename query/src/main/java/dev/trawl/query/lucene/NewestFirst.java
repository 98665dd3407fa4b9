package dev.trawl.query.lucene;

import dev.trawl.index.IndexField;
import dev.trawl.index.Terms;
import dev.trawl.query.SortPosition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;

/**
 * The candidates of all segments, newest first and then by id: each segment is in this order already, so they are merged,
 * as far as someone asks.
 */
final class NewestFirst implements OrderedCandidates {
    private final PriorityQueue<Front> fronts = new PriorityQueue<>(Front::compare);
    private final long all;

    /**
     * Begins a walk.
     *
     * @param after where to begin behind; empty for the beginning
     */
    NewestFirst(List<SegmentCandidates> segments, Optional<SortPosition> after) throws IOException {
        long candidates = 0;
        for (var segment : segments) {
            candidates += segment.cost();
            var front = new Front(segment);
            if (front.advance(after.isPresent() ? firstBehind(segment.segment(), Place.of(after.get())) : 0)) {
                fronts.add(front);
            }
        }
        all = candidates;
    }

    @Override
    public long size() {
        return all;
    }

    @Override
    public List<Candidate> next(int count) throws IOException {
        var next = new ArrayList<Candidate>(count);
        while (next.size() < count && !fronts.isEmpty()) {
            var front = fronts.poll();
            next.add(front.segment.current());
            if (front.advance(front.document + 1)) {
                fronts.add(front);
            }
        }
        return next;
    }

    @Override
    public SortPosition position(Candidate candidate) throws IOException {
        return Place.of(candidate.segment(), candidate.document()).position();
    }

    /** The first document of a segment that comes after a place, by bisection. */
    private static int firstBehind(LeafReaderContext segment, Place place) throws IOException {
        int low = 0;
        int high = segment.reader().maxDoc();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Place.of(segment, middle).compareTo(place) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Where a trace stands in this order. */
    private record Place(long timestamp, BytesRef id) implements Comparable<Place> {
        static Place of(LeafReaderContext segment, int document) throws IOException {
            var timestamps = DocValues.getNumeric(segment.reader(), IndexField.TIMESTAMP);
            if (!timestamps.advanceExact(document)) {
                throw new IOException("the index is damaged: a document has no timestamp");
            }
            return new Place(timestamps.longValue(), id(segment, document));
        }

        static BytesRef id(LeafReaderContext segment, int document) throws IOException {
            var ids = DocValues.getSorted(segment.reader(), IndexField.ID);
            if (!ids.advanceExact(document)) {
                throw new IOException("the index is damaged: a document has no id");
            }
            return BytesRef.deepCopyOf(ids.lookupOrd(ids.ordValue()));
        }

        static Place of(SortPosition position) {
            var timestamp = position.keys().getFirst().number().orElseThrow();
            var id = position.keys().getLast().text().orElseThrow();
            return new Place(timestamp.longValueExact(), Terms.of(id));
        }

        SortPosition position() {
            return new SortPosition(List.of(
                    new SortPosition.Key(Optional.empty(), Optional.of(BigDecimal.valueOf(timestamp))),
                    new SortPosition.Key(Optional.of(Terms.text(id)), Optional.empty())));
        }

        @Override
        public int compareTo(Place other) {
            int byTime = Long.compare(other.timestamp, timestamp);
            return byTime != 0 ? byTime : id.compareTo(other.id);
        }
    }

    /** How far a segment is. Ids are looked up only where timestamps are equal. */
    private static final class Front {
        private final SegmentCandidates segment;
        private final NumericDocValues timestamps;
        private int document;
        private long timestamp;

        Front(SegmentCandidates segment) throws IOException {
            this.segment = segment;
            this.timestamps = DocValues.getNumeric(segment.segment().reader(), IndexField.TIMESTAMP);
        }

        boolean advance(int from) throws IOException {
            document = segment.advance(from);
            if (document == DocIdSetIterator.NO_MORE_DOCS) {
                return false;
            }
            if (!timestamps.advanceExact(document)) {
                throw new IOException("the index is damaged: a document has no timestamp");
            }
            timestamp = timestamps.longValue();
            return true;
        }

        static int compare(Front one, Front other) {
            if (one.timestamp != other.timestamp) {
                return Long.compare(other.timestamp, one.timestamp);
            }
            try {
                return Place.id(one.segment.segment(), one.document)
                        .compareTo(Place.id(other.segment.segment(), other.document));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
