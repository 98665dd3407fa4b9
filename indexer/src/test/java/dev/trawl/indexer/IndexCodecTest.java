package dev.trawl.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.PostingsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104PostingsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;

class IndexCodecTest {
    private static final Sort BY_TIME = new Sort(new SortField("time", SortField.Type.LONG, true));

    private final Random random = new Random(11);

    @Test
    void mergedTermsHaveTheDocumentsThatTheColumnsTellOf() throws IOException {
        try (var directory = new ByteBuffersDirectory()) {
            writeSegments(directory);
            var config = config().setMergePolicy(new TieredMergePolicy());
            try (var writer = new IndexWriter(directory, config)) {
                writer.forceMerge(1);
            }
            try (var merged = DirectoryReader.open(directory)) {
                assertThat(merged.leaves()).hasSize(1);
                assertThat(merged.hasDeletions()).isFalse();
                var reader = merged.leaves().getFirst().reader();
                assertThat(byTerms(reader)).hasSizeGreaterThan(500).isEqualTo(byColumn(reader));
            }
        }
    }

    @Test
    void itsSegmentsAreReadWithoutIt() {
        assertThat(new IndexCodec().getName()).isEqualTo(Codec.getDefault().getName());
        var postings = new IndexCodec().getPostingsFormatForField("text");
        assertThat(PostingsFormat.forName(postings.getName())).isInstanceOf(Lucene104PostingsFormat.class);
    }

    private static IndexWriterConfig config() {
        return new IndexWriterConfig()
                .setCodec(new IndexCodec())
                .setIndexSort(BY_TIME)
                .setMergePolicy(NoMergePolicy.INSTANCE);
    }

    /** Segments whose documents stand between each other, some of them replaced by later ones. */
    private void writeSegments(Directory directory) throws IOException {
        try (var writer = new IndexWriter(directory, config())) {
            for (int segment = 0; segment < 7; segment++) {
                for (int document = 0; document < 300; document++) {
                    var id = Integer.toString(random.nextInt(1_500));
                    writer.updateDocument(new Term("id", id), document(id));
                }
                writer.commit();
            }
        }
    }

    private Document document(String id) {
        var document = new Document();
        document.add(new StringField("id", id, Field.Store.NO));
        document.add(new NumericDocValuesField("time", random.nextLong(1_000_000)));
        random.ints(0, 10)
                .distinct()
                .limit(6)
                .mapToObj(number -> "common" + number)
                .forEach(term -> add(document, term));
        random.ints(0, 600)
                .distinct()
                .limit(4)
                .mapToObj(number -> "rare" + number)
                .forEach(term -> add(document, term));
        return document;
    }

    private static void add(Document document, String term) {
        document.add(new StringField("text", term, Field.Store.NO));
        document.add(new SortedSetDocValuesField("column", new BytesRef(term)));
    }

    private static Map<String, List<Integer>> byTerms(LeafReader reader) throws IOException {
        var found = new TreeMap<String, List<Integer>>();
        var terms = reader.terms("text").iterator();
        for (var term = terms.next(); term != null; term = terms.next()) {
            var postings = terms.postings(null, PostingsEnum.NONE);
            var documents = new ArrayList<Integer>();
            while (postings.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                documents.add(postings.docID());
            }
            found.put(term.utf8ToString(), documents);
        }
        return found;
    }

    private static Map<String, List<Integer>> byColumn(LeafReader reader) throws IOException {
        var found = new TreeMap<String, List<Integer>>();
        var column = reader.getSortedSetDocValues("column");
        while (column.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
            for (int i = 0; i < column.docValueCount(); i++) {
                found.computeIfAbsent(column.lookupOrd(column.nextOrd()).utf8ToString(), term -> new ArrayList<>())
                        .add(column.docID());
            }
        }
        return found;
    }
}
