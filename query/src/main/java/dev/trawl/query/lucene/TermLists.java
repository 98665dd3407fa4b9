package dev.trawl.query.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Terms;
import org.apache.lucene.util.BytesRef;

/**
 * The lists of terms that searches of one index have needed so far, up to a number of bytes. What finds no room any more
 * is walked in the dictionary itself. Thread-safe.
 */
final class TermLists {
    /** Of what the launcher gives, enough for 20 million words; an index of a million generated traces has 12 million in its segments. */
    private static final long MOST_BYTES = Runtime.getRuntime().maxMemory() / 4;

    private final Map<Key, Optional<TermList>> lists = new ConcurrentHashMap<>();
    private final AtomicLong room;

    TermLists() {
        this(MOST_BYTES);
    }

    /** @param mostBytes of all lists together */
    TermLists(long mostBytes) {
        room = new AtomicLong(mostBytes);
    }

    private record Key(Object segment, String field, BytesRef prefix) {}

    /** The terms under a prefix; nothing if there is no room for them. */
    Optional<TermList> of(LeafReaderContext segment, String field, BytesRef prefix) throws IOException {
        try {
            return lists.computeIfAbsent(new Key(segment.id(), field, prefix), key -> made(segment, field, prefix));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Optional<TermList> made(LeafReaderContext segment, String field, BytesRef prefix) {
        try {
            var terms = Terms.getTerms(segment.reader(), field).iterator();
            return TermList.of(terms, prefix, Math.min(room.get(), Integer.MAX_VALUE))
                    .filter(list -> takesRoom(list.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes room, unless other lists took it while this one was made. */
    private boolean takesRoom(long bytes) {
        boolean fits = room.addAndGet(-bytes) >= 0;
        if (!fits) {
            room.addAndGet(bytes);
        }
        return fits;
    }
}
