package dev.trawl.indexer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.codecs.FieldsProducer;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DocValuesSkipIndexType;
import org.apache.lucene.index.DocValuesType;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.FilterCodecReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * A segment with fields of terms added to those it has, and with documents left out: what Lucene is to write as a segment of
 * the index. For reading once, from the beginning to the end.
 */
final class BatchReader extends FilterCodecReader {
    private final FieldInfos fieldInfos;
    private final FieldsProducer postings;
    private final FixedBitSet alive;

    /**
     * A reader.
     *
     * @param added none of which the segment has
     * @param alive the documents that are not left out
     */
    BatchReader(CodecReader segment, Map<String, Terms> added, FixedBitSet alive) {
        super(segment);
        var fields = new TreeMap<String, Terms>();
        added.forEach((field, terms) -> {
            if (((InvertedTerms) terms).size() > 0) {
                fields.put(field, terms);
            }
        });
        this.fieldInfos = with(segment.getFieldInfos(), fields);
        this.postings = new Postings(segment.getPostingsReader(), fields);
        this.alive = alive;
    }

    private static FieldInfos with(FieldInfos present, Map<String, Terms> added) {
        var all = new ArrayList<FieldInfo>();
        present.forEach(all::add);
        int next = all.stream().mapToInt(FieldInfo::getFieldNumber).max().orElse(-1) + 1;
        for (var field : added.keySet()) {
            all.add(documentsOnly(field, next++));
        }
        return new FieldInfos(all.toArray(FieldInfo[]::new));
    }

    private static FieldInfo documentsOnly(String field, int number) {
        return new FieldInfo(
                field,
                number,
                false,
                true,
                false,
                IndexOptions.DOCS,
                DocValuesType.NONE,
                DocValuesSkipIndexType.NONE,
                -1,
                new HashMap<>(),
                0,
                0,
                0,
                0,
                VectorEncoding.FLOAT32,
                VectorSimilarityFunction.EUCLIDEAN,
                false,
                false);
    }

    @Override
    public FieldInfos getFieldInfos() {
        return fieldInfos;
    }

    @Override
    public FieldsProducer getPostingsReader() {
        return postings;
    }

    @Override
    public @Nullable Bits getLiveDocs() {
        return alive.cardinality() == maxDoc() ? null : alive;
    }

    @Override
    public int numDocs() {
        return alive.cardinality();
    }

    @Override
    public @Nullable CacheHelper getCoreCacheHelper() {
        return null;
    }

    @Override
    public @Nullable CacheHelper getReaderCacheHelper() {
        return null;
    }

    private static final class Postings extends FieldsProducer {
        private final FieldsProducer present;
        private final Map<String, Terms> added;

        Postings(FieldsProducer present, Map<String, Terms> added) {
            this.present = present;
            this.added = added;
        }

        @Override
        public Iterator<String> iterator() {
            var names = new ArrayList<>(added.keySet());
            present.forEach(names::add);
            names.sort(null);
            return names.iterator();
        }

        @Override
        public @Nullable Terms terms(String field) throws IOException {
            var terms = added.get(field);
            return terms != null ? terms : present.terms(field);
        }

        @Override
        public int size() {
            return present.size() + added.size();
        }

        @Override
        public void checkIntegrity() throws IOException {
            present.checkIntegrity();
        }

        @Override
        public void close() throws IOException {
            present.close();
        }
    }
}
