package dev.trawl.query.stats;

import dev.trawl.index.IndexField;
import dev.trawl.index.Terms;
import dev.trawl.index.TermsWithPrefix;
import dev.trawl.query.bind.TraceField;
import dev.trawl.query.columns.Dictionary;
import dev.trawl.query.lucene.IndexedAttribute;
import dev.trawl.query.scan.SessionAssessments;
import dev.trawl.query.scan.TraceValues;
import dev.trawl.query.scan.Value;
import dev.trawl.trace.MlflowKey;
import dev.trawl.trace.PythonJson;
import java.io.IOException;
import java.util.function.Function;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

/** The values that the selected traces of one segment have in their fields. */
final class TraceColumns {

    private final SelectedDocuments selected;
    private final SessionAssessments sessions;
    private final StoredReading stored;

    TraceColumns(SelectedDocuments selected, SessionAssessments sessions, StoredReading stored) {
        this.selected = selected;
        this.sessions = sessions;
        this.stored = stored;
    }

    /** The values as numbers of a dictionary. */
    Ordinals ordinals(TraceField field, Dictionary dictionary) throws IOException {
        var column = new Column(field, dictionary);
        switch (field) {
            case TraceField.Tag tag -> column.pairs(IndexField.TAG, tag.key(), Value::text);
            case TraceField.Metadata metadata -> column.pairs(IndexField.METADATA, metadata.key(), Value::text);
            case TraceField.Feedback feedback -> column.assessed(IndexField.FEEDBACK, feedback.name());
            case TraceField.Expectation expectation -> column.assessed(IndexField.EXPECTATION, expectation.name());
            case TraceField.Attribute attribute -> column.attribute(IndexedAttribute.of(attribute));
        }
        return column.ordinals;
    }

    /** One column that is being filled. */
    private final class Column {
        private final TraceField field;
        private final Dictionary dictionary;
        private final Ordinals ordinals = new Ordinals(selected.size());

        Column(TraceField field, Dictionary dictionary) {
            this.field = field;
            this.dictionary = dictionary;
        }

        void attribute(IndexedAttribute indexed) throws IOException {
            switch (indexed.form()) {
                case ID, TERMS -> plain(indexed.field());
                case PAIR -> pairs(indexed.field(), indexed.key(), Value::text);
                case WHOLE_NUMBER -> whole(indexed.field());
                case MOSTLY_WHOLE_NUMBER, DOUBLE, STORED -> stored(selected.documents());
            }
        }

        void pairs(String name, String key, Function<String, Value> value) throws IOException {
            terms(name, Terms.prefix(key), value);
            stored(withTerm(IndexField.longOf(name), Terms.of(key)));
        }

        private void plain(String name) throws IOException {
            terms(name, new BytesRef(), Value::text);
            stored(withTerm(IndexField.longOf(name), new BytesRef()));
        }

        /** An assessment of a whole session counts for traces that do not have it. */
        void assessed(String name, String key) throws IOException {
            pairs(name, key, json -> Value.ofAssessment(PythonJson.parseOrText(json)));
            for (var session : sessions.all().keySet()) {
                var term = Terms.pair(MlflowKey.SESSION, session);
                if (term.isPresent()) {
                    stored(withTerm(IndexField.METADATA, term.get()));
                }
            }
            if (!sessions.all().isEmpty()) {
                stored(withTerm(IndexField.longOf(IndexField.METADATA), Terms.of(MlflowKey.SESSION)));
            }
        }

        private void whole(String name) throws IOException {
            var values = selected.segment().reader().getNumericDocValues(name);
            for (int document = selected.next(0);
                    values != null && document != DocIdSetIterator.NO_MORE_DOCS;
                    document = selected.next(document + 1)) {
                if (values.advanceExact(document)) {
                    ordinals.add(document, dictionary.ordinal(String.valueOf(values.longValue())));
                }
            }
        }

        /** A term that was too long and had to be shortened is no value; the companion field tells of its documents. */
        private void terms(String name, BytesRef prefix, Function<String, Value> value) throws IOException {
            var terms = org.apache.lucene.index.Terms.getTerms(
                            selected.segment().reader(), name)
                    .iterator();
            PostingsEnum postings = null;
            var withPrefix = new TermsWithPrefix(terms, prefix);
            for (var term = withPrefix.next(); term != null; term = withPrefix.next()) {
                postings = terms.postings(postings, PostingsEnum.NONE);
                int first = nextSelected(postings);
                var text = first == DocIdSetIterator.NO_MORE_DOCS ? "" : Terms.value(term, prefix);
                if (first != DocIdSetIterator.NO_MORE_DOCS && Terms.fits(text)) {
                    int ordinal = dictionary.ordinal(Dictionary.text(value.apply(text)));
                    for (int document = first;
                            document != DocIdSetIterator.NO_MORE_DOCS;
                            document = nextSelected(postings)) {
                        ordinals.add(document, ordinal);
                    }
                }
            }
        }

        private void stored(int[] documents) throws IOException {
            var values = new TraceValues(sessions);
            stored.each(
                    selected.segment(),
                    documents,
                    trace -> values.of(field, trace).map(Dictionary::text).toList(),
                    (document, texts) -> texts.forEach(text -> ordinals.add(document, dictionary.ordinal(text))));
        }
    }

    private int nextSelected(PostingsEnum postings) throws IOException {
        int document = postings.nextDoc();
        while (document != DocIdSetIterator.NO_MORE_DOCS && !selected.has(document)) {
            document = postings.nextDoc();
        }
        return document;
    }

    /** The selected documents with a term, ascending. */
    int[] withTerm(String name, BytesRef term) throws IOException {
        var documents = new FixedBitSet(selected.size());
        var terms = org.apache.lucene.index.Terms.getTerms(selected.segment().reader(), name)
                .iterator();
        if (terms.seekExact(term)) {
            var postings = terms.postings(null, PostingsEnum.NONE);
            for (int document = nextSelected(postings);
                    document != DocIdSetIterator.NO_MORE_DOCS;
                    document = nextSelected(postings)) {
                documents.set(document);
            }
        }
        var found = new int[documents.cardinality()];
        var each = new BitSetIterator(documents, found.length);
        for (int i = 0; i < found.length; i++) {
            found[i] = each.nextDoc();
        }
        return found;
    }
}
