package dev.trawl.query.lucene;

import dev.trawl.index.IndexField;
import dev.trawl.index.SpanKind;
import dev.trawl.index.Terms;
import dev.trawl.index.TermsWithPrefix;
import dev.trawl.query.bind.SpanField;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;

/** Keys and values that an index has, to be told to a person: none where there are more than {@value #MOST}. */
record IndexedValues(IndexReader reader) {
    private static final int MOST = 5_000;
    private static final BytesRef ALL = new BytesRef();

    /**
     * What a field has to be compared with.
     *
     * @param present in the index
     * @param possible whether or not the index has them
     */
    record Known(Collection<String> present, Collection<String> possible) {
        /** Those that the index has, the possible ones first. */
        Collection<String> listed() {
            return all().stream().filter(present::contains).toList();
        }

        Collection<String> all() {
            return Stream.concat(possible.stream(), present.stream()).distinct().toList();
        }
    }

    /** Of traces, mlflow/entities/trace_state.py (3.17.2). */
    private static final List<String> STATUSES = List.of("OK", "ERROR", "IN_PROGRESS", "STATE_UNSPECIFIED");

    /** Of spans, mlflow/entities/span_status.py (3.17.2). */
    private static final List<String> SPAN_STATUSES = List.of("OK", "ERROR", "UNSET");

    boolean has(KeyKind kind, String key) throws IOException {
        return reader.docFreq(new Term(IndexField.keysOf(kind.field()), Terms.of(key))) > 0
                || reader.docFreq(new Term(IndexField.longOf(kind.field()), Terms.of(key))) > 0;
    }

    Collection<String> keys(KeyKind kind) throws IOException {
        return texts(IndexField.keysOf(kind.field()), ALL, Terms::text);
    }

    /** Of a key; none if one of them is too long for a term. */
    Collection<String> values(String field, String key) throws IOException {
        if (reader.docFreq(new Term(IndexField.longOf(field), Terms.of(key))) > 0) {
            return List.of();
        }
        var prefix = Terms.prefix(key);
        return texts(field, prefix, term -> Terms.value(term, prefix));
    }

    Known statuses() throws IOException {
        return new Known(values(IndexField.ATTRIBUTE, IndexField.STATUS_KEY), STATUSES);
    }

    /** Of a field that spans have few values of. */
    Optional<Known> ofSpans(SpanField.Attribute field) throws IOException {
        return switch (field) {
            case NAME -> Optional.of(new Known(ofSpanKinds(SpanKind::name), List.of()));
            case TYPE -> Optional.of(new Known(ofSpanKinds(kind -> kind.type().orElse("")), List.of()));
            case STATUS -> Optional.of(new Known(ofSpanKinds(SpanKind::status), SPAN_STATUSES));
            case CONTENT, INPUTS, OUTPUTS, EVENTS, ID, PARENT_ID, MODEL, DURATION_MS, START_MS -> Optional.empty();
        };
    }

    private Collection<String> ofSpanKinds(Function<SpanKind, String> text) throws IOException {
        return texts(IndexField.SPAN_KIND, ALL, term -> text.apply(SpanKind.of(term)));
    }

    /** What terms with a beginning say, in order, each once, nothing for the empty text; none if they are too many. */
    private Collection<String> texts(String field, BytesRef prefix, Function<BytesRef, String> text)
            throws IOException {
        var texts = new TreeSet<String>();
        var terms = TermsWithPrefix.of(reader, field, prefix);
        int seen = 0;
        for (var term = terms.next(); term != null; term = terms.next()) {
            texts.add(text.apply(term));
            seen++;
            if (seen > MOST) {
                return List.of();
            }
        }
        texts.remove("");
        return texts;
    }
}
