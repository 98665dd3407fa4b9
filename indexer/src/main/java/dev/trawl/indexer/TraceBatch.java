package dev.trawl.indexer;

import dev.trawl.index.FramedTrace;
import dev.trawl.index.IndexFormat;
import dev.trawl.index.StoredTrace;
import dev.trawl.query.text.TextTerms;
import dev.trawl.trace.IndexedTrace;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.IOUtils;

/**
 * Traces on their way to become one segment. Their columns are indexed by Lucene, into a small index in memory; the thousands of
 * terms of each trace are collected beside it ({@link BatchTerms}), and both together are read as one segment.
 *
 * <p>For one thread at a time.
 */
final class TraceBatch {
    /** More than a batch ever takes, so that its documents become one segment of the small index. */
    private static final double BUFFER_MB = 1_900;

    private final TraceEncoder encoder;
    private final IndexPhrases phrases;
    private final ByteBuffersDirectory memory = new ByteBuffersDirectory();
    private final IndexWriter columns;
    private final TextTerms text = new TextTerms();
    private final BatchTerms terms = new BatchTerms();
    private final List<BatchedTrace> traces = new ArrayList<>();
    private long storedBytes;

    TraceBatch(TraceEncoder encoder, IndexPhrases phrases) throws IOException {
        this.encoder = encoder;
        this.phrases = phrases;
        columns = new IndexWriter(
                memory,
                new IndexWriterConfig()
                        .setIndexSort(IndexFormat.order())
                        .setRAMBufferSizeMB(BUFFER_MB)
                        .setMergePolicy(NoMergePolicy.INSTANCE)
                        .setUseCompoundFile(false));
    }

    /**
     * Adds a trace.
     *
     * @param replaces whether one of the same id may be in the index
     * @throws RuntimeException if Lucene refuses it; the batch is {@link #mended} then or dropped
     */
    BatchedTrace add(IndexedTrace indexed, boolean replaces) throws IOException {
        var framed = new FramedTrace(indexed);
        phrases.learnFrom(framed.frame());
        var trace = new BatchedTrace(
                indexed.id(), indexed.trace().info().timestampMs(), encoder.encode(framed.frame()), replaces);
        add(indexed, framed, trace);
        return trace;
    }

    /**
     * Adds a trace.
     *
     * @param framed from which its text's terms are read
     * @param trace what is stored of it
     */
    void add(IndexedTrace indexed, FramedTrace framed, BatchedTrace trace) throws IOException {
        text.clear(phrases.known());
        framed.collect(text);
        var document = TraceDocument.of(indexed, trace.stored(), text.hasLongWords());
        columns.addDocument(document.columns());
        terms.add(document.terms(), text);
        traces.add(trace);
        storedBytes += trace.stored().length;
    }

    /** A batch of the same traces, after Lucene has refused one: of that one, it keeps a deleted document. */
    TraceBatch mended() throws IOException {
        var mended = new TraceBatch(encoder, phrases);
        for (var trace : traces) {
            if (!trace.replaced()) {
                var indexed = StoredTrace.open(trace.stored()).decoded();
                mended.add(indexed, new FramedTrace(indexed), trace);
            }
        }
        return mended;
    }

    /** Whether there is no trace in it, as when Lucene has refused the only one. */
    boolean isEmpty() {
        return traces.isEmpty();
    }

    /** Bytes of memory that the batch takes, roughly. */
    long bytes() {
        return columns.ramBytesUsed() + storedBytes + terms.bytes();
    }

    /** Ends the batch and opens it as a segment. */
    Segment segment() throws IOException {
        int[] order = IntStream.range(0, traces.size())
                .boxed()
                .sorted(Comparator.comparing(traces::get, BatchedTrace.ORDER))
                .mapToInt(Integer::intValue)
                .toArray();
        return new Segment(DirectoryReader.open(columns), order);
    }

    /** A batch that has ended. */
    final class Segment implements Closeable {
        private final DirectoryReader reader;
        private final int[] order;
        private final Map<String, InvertedTerms> added;

        private Segment(DirectoryReader reader, int[] order) {
            this.reader = reader;
            this.order = order;
            this.added = terms.terms(order);
        }

        List<BatchedTrace> traces() {
            return traces;
        }

        /** What is to be written: the traces that no later one has replaced. */
        CodecReader alive() {
            var alive = new FixedBitSet(order.length);
            for (int document = 0; document < order.length; document++) {
                if (!traces.get(order[document]).replaced()) {
                    alive.set(document);
                }
            }
            return new BatchReader((CodecReader) reader.leaves().getFirst().reader(), added, alive);
        }

        @Override
        public void close() throws IOException {
            IOUtils.close(reader, columns::rollback, memory);
        }
    }
}
