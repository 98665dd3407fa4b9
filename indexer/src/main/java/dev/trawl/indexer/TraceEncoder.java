package dev.trawl.indexer;

import dev.trawl.index.StoredTrace;
import dev.trawl.index.TraceDictionary;
import dev.trawl.index.TraceFrame;
import dev.trawl.index.TraceLookup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.util.BytesRef;

/**
 * Encodes the traces of one index, with its dictionary. An index that has none yet gets one as soon as there are enough
 * traces to learn from; those go without. Thread-safe.
 */
final class TraceEncoder {
    /** More take longer to learn from, and make traces hardly smaller. */
    private static final int ENOUGH = 100;

    /** Of a trace; in a larger one the same things come again. */
    private static final int MOST_SAMPLE_BYTES = 32 << 10;

    private final ReentrantLock learning = new ReentrantLock();
    private final List<byte[]> samples = new ArrayList<>();
    private volatile Optional<TraceDictionary> dictionary;
    private volatile boolean hasLearned;

    private TraceEncoder(Optional<TraceDictionary> dictionary, boolean hasLearned) {
        this.dictionary = dictionary;
        this.hasLearned = hasLearned;
    }

    /** An encoder with the dictionary of an index, or one that learns. */
    static TraceEncoder with(Optional<TraceDictionary> dictionary) {
        return new TraceEncoder(dictionary, dictionary.isPresent());
    }

    /** An encoder that never has a dictionary. */
    static TraceEncoder plain() {
        return new TraceEncoder(Optional.empty(), true);
    }

    Optional<TraceDictionary> dictionary() {
        return dictionary;
    }

    BytesRef encode(TraceFrame frame) {
        learnFrom(frame);
        return StoredTrace.encode(frame, dictionary);
    }

    /** Learns from the traces of an index, which may have been filled by a few at a time. */
    void learnFrom(IndexReader reader) throws IOException {
        for (var segment : reader.leaves()) {
            for (int document = 0; document < segment.reader().maxDoc() && !hasLearned; document++) {
                learnFrom(TraceLookup.open(segment, document).frame());
            }
        }
    }

    /** Takes note of a trace; one thread learns, and the others do not wait for it. */
    private void learnFrom(TraceFrame frame) {
        if (hasLearned || !learning.tryLock()) {
            return;
        }
        try {
            samples.add(frame.beginning(MOST_SAMPLE_BYTES));
            if (samples.size() == ENOUGH && !hasLearned) {
                dictionary = TraceDictionary.trained(samples);
                hasLearned = true;
                samples.clear();
            }
        } finally {
            learning.unlock();
        }
    }
}
