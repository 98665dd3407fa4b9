package dev.trawl.query.lucene;

import dev.trawl.index.IndexField;
import dev.trawl.index.Terms;
import dev.trawl.index.TermsWithPrefix;
import dev.trawl.index.TraceLookup;
import dev.trawl.query.bind.TraceField;
import dev.trawl.query.scan.ScanOrder;
import dev.trawl.query.scan.SessionAssessments;
import dev.trawl.query.scan.Value;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;

/** The values by which the documents of one segment are ordered, read from the index as far as it holds them. */
final class SortColumn {
    private final TraceField field;
    private final SessionAssessments sessions;

    SortColumn(TraceField field, SessionAssessments sessions) {
        this.field = field;
        this.sessions = sessions;
    }

    /** Values by document, numbered within the segment; documents without one are left out. Ascending documents. */
    Map<Integer, Value> values(LeafReaderContext segment, int[] documents) throws IOException {
        return switch (field) {
            case TraceField.Tag tag -> pairs(segment, documents, IndexField.TAG, tag.key());
            case TraceField.Metadata metadata -> pairs(segment, documents, IndexField.METADATA, metadata.key());
            case TraceField.Attribute attribute ->
                attribute == TraceField.Attribute.EXPERIMENT_ID
                        ? experiments(segment, documents)
                        : attribute(segment, documents, IndexedAttribute.of(attribute));
            case TraceField.Feedback feedback -> stored(segment, set(documents));
            case TraceField.Expectation expectation -> stored(segment, set(documents));
        };
    }

    private Map<Integer, Value> attribute(LeafReaderContext segment, int[] documents, IndexedAttribute indexed)
            throws IOException {
        return switch (indexed.form()) {
            case ID -> ids(segment, documents);
            case PAIR -> pairs(segment, documents, indexed.field(), indexed.key());
            case WHOLE_NUMBER -> numbers(segment, documents, indexed.field(), BigDecimal::valueOf);
            case MOSTLY_WHOLE_NUMBER -> orStored(segment, documents, indexed.field(), BigDecimal::valueOf);
            case DOUBLE ->
                orStored(
                        segment, documents, indexed.field(), bits -> BigDecimal.valueOf(Double.longBitsToDouble(bits)));
            case TERMS, STORED -> stored(segment, set(documents));
        };
    }

    private static Set<Integer> set(int[] documents) {
        return IntStream.of(documents).boxed().collect(Collectors.toSet());
    }

    private static Map<Integer, Value> numbers(
            LeafReaderContext segment, int[] documents, String name, LongFunction<BigDecimal> number)
            throws IOException {
        var values = DocValues.getNumeric(segment.reader(), name);
        var column = new HashMap<Integer, Value>();
        for (int document : documents) {
            if (values.advanceExact(document)) {
                column.put(document, new Value(List.of(), Optional.of(number.apply(values.longValue()))));
            }
        }
        return column;
    }

    /** A number that does not fit the column is read from the stored trace. */
    private Map<Integer, Value> orStored(
            LeafReaderContext segment, int[] documents, String name, LongFunction<BigDecimal> number)
            throws IOException {
        var column = numbers(segment, documents, name, number);
        column.putAll(stored(segment, withLongValue(segment, name, "", set(documents))));
        return column;
    }

    private static Map<Integer, Value> ids(LeafReaderContext segment, int[] documents) throws IOException {
        var values = DocValues.getSorted(segment.reader(), IndexField.ID);
        var column = new HashMap<Integer, Value>();
        for (int document : documents) {
            if (values.advanceExact(document)) {
                column.put(document, Value.text(Terms.text(values.lookupOrd(values.ordValue()))));
            }
        }
        return column;
    }

    private Map<Integer, Value> experiments(LeafReaderContext segment, int[] documents) throws IOException {
        var column = pairs(segment, documents, IndexField.ATTRIBUTE, IndexField.EXPERIMENT_ID_KEY);
        column.replaceAll((document, id) -> ScanOrder.numbered(id));
        return column;
    }

    /** Walks the terms of the key; values too long for a term are read from the stored traces. */
    private Map<Integer, Value> pairs(LeafReaderContext segment, int[] documents, String name, String key)
            throws IOException {
        var wanted = set(documents);
        var column = new HashMap<Integer, Value>();
        var prefix = Terms.prefix(key);
        var terms =
                org.apache.lucene.index.Terms.getTerms(segment.reader(), name).iterator();
        var ofKey = new TermsWithPrefix(terms, prefix);
        for (var term = ofKey.next(); term != null; term = ofKey.next()) {
            var value = Value.text(Terms.value(term, prefix));
            forEach(terms.postings(null, PostingsEnum.NONE), wanted, document -> column.putIfAbsent(document, value));
        }
        column.putAll(stored(segment, withLongValue(segment, name, key, wanted)));
        return column;
    }

    private static Set<Integer> withLongValue(LeafReaderContext segment, String name, String key, Set<Integer> wanted)
            throws IOException {
        var documents = new HashSet<Integer>();
        var terms = org.apache.lucene.index.Terms.getTerms(segment.reader(), IndexField.longOf(name))
                .iterator();
        BytesRef term = Terms.of(key);
        if (terms.seekExact(term)) {
            forEach(terms.postings(null, PostingsEnum.NONE), wanted, documents::add);
        }
        return documents;
    }

    private static void forEach(PostingsEnum postings, Set<Integer> wanted, IntConsumer action) throws IOException {
        for (int document = postings.nextDoc();
                document != DocIdSetIterator.NO_MORE_DOCS;
                document = postings.nextDoc()) {
            if (wanted.contains(document)) {
                action.accept(document);
            }
        }
    }

    private Map<Integer, Value> stored(LeafReaderContext segment, Set<Integer> documents) throws IOException {
        var column = new HashMap<Integer, Value>();
        for (int document : documents) {
            var trace = TraceLookup.open(segment, document);
            ScanOrder.value(field, trace, sessions).ifPresent(value -> column.put(document, value));
        }
        return column;
    }
}
