package dev.trawl.query.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.query.text.CaseFolding;
import dev.trawl.query.text.WordNeedle;
import dev.trawl.trace.Wtf8;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.MultiDocValues;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Terms are few and short, so that most needles are found, and stand in many documents, so that all may be found. */
class TermTestQueryTest {
    private static final String FIELD = "text";
    private static final String NUMBER = "number";
    private static final List<String> LETTERS =
            List.of("a", "b", "B", "k", "\u212A", "s", "\u017F", "ß", "ẞ", "é", "É", "日", "\uD83D");

    @ParameterizedTest(name = "-Dtrawl.seed={0}")
    @MethodSource("seeds")
    void findsTheDocumentsWithATermThatPassesHoweverTheTermsAreReached(long seed) throws IOException {
        var random = new Random(seed);
        var documents = IntStream.range(0, 40)
                .mapToObj(i -> IntStream.range(0, random.nextInt(6))
                        .mapToObj(j -> (random.nextBoolean() ? "x\u0000" : "y\u0000") + text(random, 5))
                        .toList())
                .toList();
        int found = 0;
        try (var directory = new ByteBuffersDirectory()) {
            var deleted = write(documents, directory, random);
            try (var reader = DirectoryReader.open(directory)) {
                for (int i = 0; i < 60; i++) {
                    var prefix = random.nextInt(4) == 0 ? "" : "x\u0000";
                    var needle = text(random, random.nextBoolean() ? 1 : 3);
                    boolean ignoreCase = random.nextBoolean();
                    Predicate<String> contains = ignoreCase
                            ? rest -> CaseFolding.fold(rest).contains(CaseFolding.fold(needle))
                            : rest -> rest.contains(needle);
                    var expected = matching(documents, deleted, prefix, contains);
                    found += expected.isEmpty() ? 0 : 1;
                    var inside = new TermTest.Containing(new WordNeedle(needle, ignoreCase));
                    var passing = new TermTest.Passing(
                            rest -> contains.test(Wtf8.decode(rest.bytes, rest.offset, rest.offset + rest.length)));
                    for (var test : List.of(inside, passing)) {
                        var query = new TermTestQuery(FIELD, new BytesRef(prefix), test, needle + ignoreCase);
                        for (var searcher : List.of(
                                new TraceSearcher(reader, Runnable::run),
                                new TraceSearcher(reader, Runnable::run, new TermLists(0)),
                                new IndexSearcher(reader))) {
                            assertThat(documents(searcher, query))
                                    .as("%s in %s", needle, documents)
                                    .isEqualTo(expected);
                            assertThat(searcher.count(query)).isEqualTo(expected.size());
                        }
                    }
                }
                var any = new TermTestQuery(FIELD, new BytesRef("x\u0000"), new TermTest.Any(), "any");
                assertThat(documents(new TraceSearcher(reader, Runnable::run), any))
                        .isEqualTo(matching(documents, deleted, "x\u0000", rest -> true));
            }
        }
        assertThat(found).as("needles that are found").isGreaterThan(25);
    }

    static LongStream seeds() {
        Long seed = Long.getLong("trawl.seed");
        return seed == null ? LongStream.range(0, Long.getLong("trawl.seeds", 10)) : LongStream.of(seed);
    }

    private static String text(Random random, int longest) {
        return IntStream.rangeClosed(0, random.nextInt(longest))
                .mapToObj(i -> LETTERS.get(random.nextInt(LETTERS.size())))
                .collect(Collectors.joining());
    }

    /** Writes several segments; the numbers of those documents that it deletes again. */
    private static List<Integer> write(List<List<String>> documents, ByteBuffersDirectory directory, Random random)
            throws IOException {
        var deleted = new ArrayList<Integer>();
        try (var writer = new IndexWriter(directory, new IndexWriterConfig().setMergePolicy(NoMergePolicy.INSTANCE))) {
            for (int i = 0; i < documents.size(); i++) {
                var document = new Document();
                document.add(new NumericDocValuesField(NUMBER, i));
                document.add(new StringField(NUMBER, Integer.toString(i), Field.Store.NO));
                documents
                        .get(i)
                        .forEach(term ->
                                document.add(new StringField(FIELD, new BytesRef(Wtf8.encode(term)), Field.Store.NO)));
                writer.addDocument(document);
                if (random.nextInt(12) == 0) {
                    writer.commit();
                }
            }
            for (int i = 0; i < documents.size() && random.nextInt(3) > 0; i += 1 + random.nextInt(20)) {
                writer.deleteDocuments(new Term(NUMBER, Integer.toString(i)));
                deleted.add(i);
            }
        }
        return deleted;
    }

    private static Set<Integer> matching(
            List<List<String>> documents, List<Integer> deleted, String prefix, Predicate<String> test) {
        return IntStream.range(0, documents.size())
                .filter(i -> !deleted.contains(i))
                .filter(i -> documents.get(i).stream()
                        .filter(term -> term.startsWith(prefix))
                        .anyMatch(term -> test.test(term.substring(prefix.length()))))
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Integer> documents(IndexSearcher searcher, TermTestQuery query) throws IOException {
        var numbers = new TreeSet<Integer>();
        for (var hit : searcher.search(query, searcher.getIndexReader().maxDoc()).scoreDocs) {
            var values = MultiDocValues.getNumericValues(searcher.getIndexReader(), NUMBER);
            assertThat(values.advanceExact(hit.doc)).isTrue();
            numbers.add((int) values.longValue());
        }
        return numbers;
    }
}
