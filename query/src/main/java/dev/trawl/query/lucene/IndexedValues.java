package dev.trawl.query.lucene;

import dev.trawl.index.IndexField;
import dev.trawl.index.SpanKind;
import dev.trawl.index.Terms;
import dev.trawl.query.bind.SpanField;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/** Keys and values that an index has, to be told to a person: none where there are more than {@value #MOST}. */
record IndexedValues(IndexReader reader) {
    private static final int MOST = 5_000;
    private static final BytesRef ALL = new BytesRef();

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

    /** Those that a trace can have, and does. */
    Collection<String> statuses() throws IOException {
        return joined(STATUSES, values(IndexField.ATTRIBUTE, "status"));
    }

    /** Of a field that spans have few values of. */
    Optional<Collection<String>> ofSpans(SpanField.Attribute field) throws IOException {
        return switch (field) {
            case NAME ->
                Optional.of(texts(
                        IndexField.SPAN_KIND, ALL, term -> SpanKind.of(term).name()));
            case TYPE ->
                Optional.of(texts(
                        IndexField.SPAN_KIND,
                        ALL,
                        term -> SpanKind.of(term).type().orElse("")));
            case STATUS ->
                Optional.of(joined(
                        SPAN_STATUSES,
                        texts(
                                IndexField.SPAN_KIND,
                                ALL,
                                term -> SpanKind.of(term).status())));
            case CONTENT, INPUTS, OUTPUTS, EVENTS, ID, PARENT_ID, MODEL, DURATION_MS, START_MS -> Optional.empty();
        };
    }

    private static Collection<String> joined(Collection<String> some, Collection<String> more) {
        return Stream.concat(some.stream(), more.stream()).distinct().toList();
    }

    /** What terms with a beginning say, in order, each once, nothing for the empty text; none if they are too many. */
    private Collection<String> texts(String field, BytesRef prefix, Function<BytesRef, String> text)
            throws IOException {
        var texts = new TreeSet<String>();
        var terms = Optional.ofNullable(MultiTerms.getTerms(reader, field));
        if (terms.isPresent()) {
            var each = terms.get().iterator();
            if (each.seekCeil(prefix) != TermsEnum.SeekStatus.END) {
                int seen = 0;
                for (var term = each.term();
                        term != null && StringHelper.startsWith(term, prefix);
                        term = each.next()) {
                    texts.add(text.apply(term));
                    seen++;
                    if (seen > MOST) {
                        return List.of();
                    }
                }
            }
        }
        texts.remove("");
        return texts;
    }
}
