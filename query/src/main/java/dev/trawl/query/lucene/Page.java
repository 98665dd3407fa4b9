package dev.trawl.query.lucene;

import dev.trawl.index.IndexField;
import dev.trawl.index.Terms;
import dev.trawl.query.Hit;
import dev.trawl.query.bind.SortOrder;
import dev.trawl.query.bind.TraceField;
import dev.trawl.query.scan.ScanOrder;
import dev.trawl.query.scan.SessionAssessments;
import dev.trawl.query.scan.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.util.BytesRef;

/** Puts matches in order and cuts out a page. */
final class Page {
    private final int offset;
    private final int end;

    /**
     * A page.
     *
     * @param limit documents on the page; 0 for all behind the offset
     */
    Page(int offset, int limit) {
        this.offset = offset;
        this.end = limit == 0 ? Integer.MAX_VALUE : (int) Math.min(Integer.MAX_VALUE, (long) offset + limit);
    }

    List<Hit> of(Matches matches, SortOrder order, SessionAssessments sessions) throws IOException {
        return order.equals(SortOrder.NEWEST_FIRST) ? newestFirst(matches) : sorted(matches, order, sessions);
    }

    /** Merges segments, each of which is in this order already, no further than to the page's end. */
    private List<Hit> newestFirst(Matches matches) throws IOException {
        var cursors = new PriorityQueue<Cursor>(Comparator.comparingLong((Cursor cursor) -> cursor.timestamp)
                .reversed()
                .thenComparing(cursor -> cursor.id));
        for (var segment : matches.segments()) {
            var cursor = new Cursor(segment);
            if (cursor.next()) {
                cursors.add(cursor);
            }
        }
        var hits = new ArrayList<Hit>();
        for (int i = 0; i < end && !cursors.isEmpty(); i++) {
            var cursor = cursors.poll();
            if (i >= offset) {
                hits.add(cursor.hit());
            }
            if (cursor.next()) {
                cursors.add(cursor);
            }
        }
        return hits;
    }

    private static final class Cursor {
        private final Matches.OfSegment matches;
        private int position = -1;
        private long timestamp;
        private BytesRef id = new BytesRef();

        Cursor(Matches.OfSegment matches) {
            this.matches = matches;
        }

        boolean next() throws IOException {
            if (++position == matches.documents().length) {
                return false;
            }
            var reader = matches.segment().reader();
            int document = matches.documents().ints[position];
            var timestamps = DocValues.getNumeric(reader, IndexField.TIMESTAMP);
            var ids = DocValues.getSorted(reader, IndexField.ID);
            if (!timestamps.advanceExact(document) || !ids.advanceExact(document)) {
                throw new IOException("the index is damaged: a document has no timestamp or no id");
            }
            timestamp = timestamps.longValue();
            id = BytesRef.deepCopyOf(ids.lookupOrd(ids.ordValue()));
            return true;
        }

        Hit hit() {
            return new Hit(Terms.text(id), matches.segment().docBase + matches.documents().ints[position]);
        }
    }

    private List<Hit> sorted(Matches matches, SortOrder order, SessionAssessments sessions) throws IOException {
        var columns = new ArrayList<Map<Integer, Value>>();
        for (var key : order.keys()) {
            var column = new HashMap<Integer, Value>();
            for (var segment : matches.segments()) {
                new SortColumn(key.field(), sessions)
                        .values(segment)
                        .forEach((document, value) -> column.put(segment.segment().docBase + document, value));
            }
            columns.add(column);
        }
        var comparator = IntStream.range(0, columns.size())
                .mapToObj(i -> comparator(columns.get(i), order.keys().get(i)))
                .reduce(Comparator::thenComparing)
                .orElseThrow();
        var ids = columns.get(order.keys().indexOf(idKey(order)));
        return matches.segments().stream()
                .flatMap(segment -> IntStream.range(0, segment.documents().length)
                        .mapToObj(i -> segment.segment().docBase + segment.documents().ints[i]))
                .sorted(comparator)
                .limit(end)
                .skip(offset)
                .map(document -> new Hit(id(ids, document), document))
                .toList();
    }

    private static Comparator<Integer> comparator(Map<Integer, Value> column, SortOrder.SortKey key) {
        return Comparator.comparing(
                document -> Optional.ofNullable(column.get(document)), ScanOrder.missingLast(key.descending()));
    }

    private static String id(Map<Integer, Value> ids, int document) {
        return Objects.requireNonNull(ids.get(document)).forms().getFirst();
    }

    private static SortOrder.SortKey idKey(SortOrder order) {
        return order.keys().stream()
                .filter(key -> key.field() == TraceField.Attribute.TRACE_ID)
                .findFirst()
                .orElseThrow();
    }
}
