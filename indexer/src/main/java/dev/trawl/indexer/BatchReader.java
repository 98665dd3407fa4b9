package dev.trawl.indexer;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
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
 * A segment of columns with fields of terms added to it, and with documents left out: what Lucene is to write as a segment of
 * the index. For reading once, from the beginning to the end.
 */
final class BatchReader extends FilterCodecReader {
    private final FieldInfos fieldInfos;
    private final Postings postings;
    private final FixedBitSet alive;

    /**
     * A reader.
     *
     * @param columns a segment without terms
     * @param terms by field, which may have a column as well; a field without any is left out
     * @param alive the documents that are not left out
     */
    BatchReader(CodecReader columns, Map<String, InvertedTerms> terms, FixedBitSet alive) {
        super(columns);
        var fields = new TreeMap<>(terms);
        fields.values().removeIf(field -> field.size() == 0);
        this.postings = new Postings(fields);
        this.fieldInfos = with(columns.getFieldInfos(), postings);
        this.alive = alive;
    }

    private static FieldInfos with(FieldInfos columns, Iterable<String> termed) {
        var all = new TreeMap<String, FieldInfo>();
        columns.forEach(column -> all.put(column.name, column));
        int next =
                all.values().stream().mapToInt(FieldInfo::getFieldNumber).max().orElse(-1) + 1;
        for (var field : termed) {
            var column = Optional.ofNullable(all.get(field));
            all.put(field, documentsOnly(field, column.isPresent() ? column.get().number : next++, column));
        }
        return new FieldInfos(all.values().toArray(FieldInfo[]::new));
    }

    private static FieldInfo documentsOnly(String field, int number, Optional<FieldInfo> column) {
        return new FieldInfo(
                field,
                number,
                false,
                true,
                false,
                IndexOptions.DOCS,
                column.map(FieldInfo::getDocValuesType).orElse(DocValuesType.NONE),
                column.map(FieldInfo::docValuesSkipIndexType).orElse(DocValuesSkipIndexType.NONE),
                -1,
                column.map(FieldInfo::attributes)
                        .<Map<String, String>>map(HashMap::new)
                        .orElseGet(HashMap::new),
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
        private final SortedMap<String, InvertedTerms> terms;

        Postings(SortedMap<String, InvertedTerms> terms) {
            this.terms = terms;
        }

        @Override
        public Iterator<String> iterator() {
            return terms.keySet().iterator();
        }

        @Override
        public @Nullable Terms terms(String field) {
            return terms.get(field);
        }

        @Override
        public int size() {
            return terms.size();
        }

        @Override
        public void checkIntegrity() {}

        @Override
        public void close() {}
    }
}
