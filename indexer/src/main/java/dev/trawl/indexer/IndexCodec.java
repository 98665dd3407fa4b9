package dev.trawl.indexer;

import java.io.IOException;
import java.util.ArrayList;
import org.apache.lucene.codecs.FieldsConsumer;
import org.apache.lucene.codecs.FieldsProducer;
import org.apache.lucene.codecs.NormsProducer;
import org.apache.lucene.codecs.PostingsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene104.Lucene104PostingsFormat;
import org.apache.lucene.index.Fields;
import org.apache.lucene.index.MergeState;
import org.apache.lucene.index.MultiFields;
import org.apache.lucene.index.ReaderSlice;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/** Writes what Lucene's own codec writes, which reads it; only that the terms of segments are merged by {@link MergedFields}. */
final class IndexCodec extends Lucene104Codec {
    private static final PostingsFormat LUCENES = new Lucene104PostingsFormat();

    private final PostingsFormat postings = new Postings();

    @Override
    public PostingsFormat getPostingsFormatForField(String field) {
        return postings;
    }

    private static final class Postings extends PostingsFormat {
        Postings() {
            super(LUCENES.getName());
        }

        @Override
        public FieldsConsumer fieldsConsumer(SegmentWriteState state) throws IOException {
            return new Consumer(LUCENES.fieldsConsumer(state));
        }

        @Override
        public FieldsProducer fieldsProducer(SegmentReadState state) throws IOException {
            return LUCENES.fieldsProducer(state);
        }
    }

    private static final class Consumer extends FieldsConsumer {
        private final FieldsConsumer lucenes;

        Consumer(FieldsConsumer lucenes) {
            this.lucenes = lucenes;
        }

        @Override
        public void write(Fields fields, NormsProducer norms) throws IOException {
            lucenes.write(fields, norms);
        }

        @Override
        public void merge(MergeState segments, NormsProducer norms) throws IOException {
            var fields = new ArrayList<Fields>();
            var slices = new ArrayList<ReaderSlice>();
            int start = 0;
            for (int segment = 0; segment < segments.maxDocs.length; segment++) {
                int length = segments.maxDocs[segment];
                var producer = segments.fieldsProducers[segment];
                if (producer != null) {
                    producer.checkIntegrity();
                    fields.add(producer);
                    slices.add(new ReaderSlice(start, length, segment));
                }
                start += length;
            }
            var all = new MultiFields(fields.toArray(Fields[]::new), slices.toArray(ReaderSlice[]::new));
            write(new MergedFields(all, segments), norms);
        }

        @Override
        public void close() throws IOException {
            lucenes.close();
        }
    }
}
