package dev.trawl.indexer;

import dev.trawl.index.StoredTrace;
import dev.trawl.index.TraceDictionary;
import dev.trawl.index.TraceFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.util.BytesRef;

/**
 * Encodes the traces of one index, with its dictionary. An index that has none yet gets one as soon as there are enough
 * traces to learn from; those go without. Thread-safe.
 */
final class TraceEncoder {
    /** Twice as many make traces smaller by a hundredth, and take twice as long to learn from. */
    private static final int ENOUGH = 100;

    /** Of a trace; in a larger one the same things come again. */
    private static final int MOST_SAMPLE_BYTES = 32 << 10;

    private final ReentrantLock learning = new ReentrantLock();
    private final List<byte[]> samples = new ArrayList<>();
    private volatile Optional<TraceDictionary> dictionary;
    private volatile boolean hasLearned;

    /** An encoder with the dictionary of an index, or for one without. */
    TraceEncoder(Optional<TraceDictionary> dictionary) {
        this.dictionary = dictionary;
        this.hasLearned = dictionary.isPresent();
    }

    Optional<TraceDictionary> dictionary() {
        return dictionary;
    }

    /** Whether there is, or can be, no better dictionary. */
    boolean hasLearned() {
        return hasLearned;
    }

    BytesRef encode(TraceFrame frame) {
        learnFrom(frame);
        return StoredTrace.encode(frame, dictionary);
    }

    /** Takes note of a trace; one thread learns, and the others do not wait for it. */
    void learnFrom(TraceFrame frame) {
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
