package dev.trawl.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.query.text.CommonPhrases;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.IndexedTraceJson;
import dev.trawl.trace.PythonJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;

class TraceBatchTest {
    @Test
    void anInvertedFieldGivesEachTermItsDocumentsInTheNewOrder() throws IOException {
        var random = new Random(7);
        var expected = new TreeMap<BytesRef, TreeSet<Integer>>();
        var numbers = new HashMap<BytesRef, Integer>();
        var field = new InvertedField((number, term) -> {
            term.bytes[0] = (byte) number;
            term.length = 1;
        });
        int[] order = random.ints(0, 50).distinct().limit(50).toArray();
        for (int document = 0; document < 50; document++) {
            int place = indexOf(order, document);
            for (int number : random.ints(0, 200).distinct().limit(20).toArray()) {
                field.add(number);
                expected.computeIfAbsent(new BytesRef(new byte[] {(byte) number}), term -> new TreeSet<>())
                        .add(place);
            }
            for (int word : random.ints(0, 1_000).distinct().limit(30).toArray()) {
                var term = new BytesRef(Integer.toString(word) + "x");
                var known = numbers.get(term);
                numbers.put(term, known == null ? field.add(term) : field.addKnown(known));
                expected.computeIfAbsent(term, unused -> new TreeSet<>()).add(place);
            }
            field.endDocument();
        }

        var terms = field.terms(order);

        assertThat(terms.size()).isEqualTo(expected.size());
        assertThat(terms.getDocCount()).isEqualTo(50);
        var walk = terms.iterator();
        PostingsEnum postings = null;
        for (var entry : expected.entrySet()) {
            assertThat(walk.next()).isEqualTo(entry.getKey());
            postings = walk.postings(postings, PostingsEnum.NONE);
            var documents = new ArrayList<Integer>();
            while (postings.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                documents.add(postings.docID());
            }
            assertThat(documents).containsExactlyElementsOf(entry.getValue());
        }
        assertThat(walk.next()).isNull();
    }

    private static int indexOf(int[] order, int document) {
        int place = 0;
        while (order[place] != document) {
            place++;
        }
        return place;
    }

    @Test
    void aMendedBatchHoldsTheSameTraces() throws IOException {
        var export = PythonJson.parse(Files.readAllBytes(Path.of("../e2e/mlflow/corpus/export-1.json")));
        List<IndexedTrace> traces =
                export.path("traces").valueStream().map(IndexedTraceJson::read).toList();
        var batch = new TraceBatch(TraceEncoder.plain(), IndexPhrases.fixed(CommonPhrases.none()));
        for (var trace : traces) {
            batch.add(trace, false);
        }
        try (var segment = batch.mended().segment()) {
            assertThat(segment.traces()).hasSameSizeAs(traces);
            assertThat(segment.alive().numDocs()).isEqualTo(traces.size());
        }
    }
}
