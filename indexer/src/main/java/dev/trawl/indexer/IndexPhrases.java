package dev.trawl.indexer;

import dev.trawl.index.IndexField;
import dev.trawl.index.TermsWithPrefix;
import dev.trawl.index.TraceFrame;
import dev.trawl.index.TraceLookup;
import dev.trawl.query.text.CommonPhrases;
import dev.trawl.query.text.PhraseLearning;
import dev.trawl.trace.Utf8Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.ReaderManager;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.util.BytesRef;

/**
 * The common phrases of one index: those that it has as terms or, if it has none, those that are learned from its traces as
 * soon as there are enough. A smaller index does without, as checks of all its traces take no time. Thread-safe.
 */
final class IndexPhrases {
    /** Traces to learn from: one in {@value #STRIDE} of the first {@value #ENOUGH}. */
    private static final int ENOUGH = 1_000;

    private static final int STRIDE = 10;

    /** Of a trace; in a larger one the same things come again. */
    private static final int MOST_SAMPLE_BYTES = 32 << 10;

    private final ReentrantLock learning = new ReentrantLock();
    private final List<List<Utf8Text>> samples = new ArrayList<>();
    private int seen;
    private volatile CommonPhrases known;
    private volatile boolean hasLearned;

    private IndexPhrases(CommonPhrases known, boolean hasLearned) {
        this.known = known;
        this.hasLearned = hasLearned;
    }

    /** The phrases of an index; those that it is still to learn, too. */
    static IndexPhrases of(ReaderManager readers) throws IOException {
        var reader = readers.acquire();
        try {
            var held = heldBy(reader);
            var phrases = new IndexPhrases(held, held.size() > 0);
            phrases.learnFromAll(reader);
            return phrases;
        } finally {
            readers.release(reader);
        }
    }

    /** The phrases that an index has as terms, and no other ones. */
    static IndexPhrases fixed(IndexReader reader) throws IOException {
        return fixed(heldBy(reader));
    }

    /** These, and no other ones. */
    static IndexPhrases fixed(CommonPhrases phrases) {
        return new IndexPhrases(phrases, true);
    }

    private static CommonPhrases heldBy(IndexReader reader) throws IOException {
        var terms = new ArrayList<BytesRef>();
        var each = TermsWithPrefix.of(reader, IndexField.TEXT_PHRASES, new BytesRef());
        for (var term = each.next(); term != null; term = each.next()) {
            terms.add(BytesRef.deepCopyOf(term));
        }
        return CommonPhrases.of(terms);
    }

    CommonPhrases known() {
        return known;
    }

    /** Takes note of a trace that is about to be indexed; one thread learns, and the others do not wait for it. */
    void learnFrom(TraceFrame frame) {
        if (hasLearned || !learning.tryLock()) {
            return;
        }
        try {
            if (!hasLearned && seen++ % STRIDE == 0) {
                learn(frame);
            }
        } finally {
            learning.unlock();
        }
    }

    /** Learns from traces all over an index, if it has enough. */
    private void learnFromAll(IndexReader reader) throws IOException {
        if (hasLearned || reader.maxDoc() < ENOUGH) {
            return;
        }
        int stride = reader.maxDoc() / (ENOUGH / STRIDE);
        for (int document = 0; document < reader.maxDoc() && !hasLearned; document += stride) {
            var segment = reader.leaves().get(ReaderUtil.subIndex(document, reader.leaves()));
            learn(TraceLookup.open(segment, document - segment.docBase).frame());
        }
    }

    private void learn(TraceFrame frame) {
        samples.add(sample(frame));
        if (samples.size() == ENOUGH / STRIDE) {
            known = PhraseLearning.of(samples);
            hasLearned = true;
            samples.clear();
        }
    }

    private static List<Utf8Text> sample(TraceFrame frame) {
        var sample = new ArrayList<Utf8Text>();
        int bytes = 0;
        for (var text : frame.texts()) {
            if (bytes + text.length() <= MOST_SAMPLE_BYTES) {
                sample.add(Utf8Text.of(text.toBytes()));
                bytes += text.length();
            }
        }
        return sample;
    }
}
