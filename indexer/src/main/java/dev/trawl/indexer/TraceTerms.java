package dev.trawl.indexer;

import dev.trawl.index.IndexField;
import dev.trawl.index.Terms;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.util.BytesRef;

/** Collects the terms of a document by field, each one once. */
final class TraceTerms {
    private final Map<String, Set<BytesRef>> fields = new HashMap<>();

    void add(String field, BytesRef term) {
        fields.computeIfAbsent(field, name -> new HashSet<>()).add(term);
    }

    /** A text that is a term of its own, and, if it does not fit one, a word about that in the companion. */
    void add(String field, String text) {
        add(field, Terms.of(text));
        if (!Terms.fits(text)) {
            add(IndexField.longOf(field), new BytesRef());
        }
    }

    /** A key and its value, in a field of pairs and its companions. */
    void pair(String field, String key, String value) {
        add(IndexField.keysOf(field), Terms.of(key));
        Terms.pair(key, value)
                .ifPresentOrElse(term -> add(field, term), () -> add(IndexField.longOf(field), Terms.of(key)));
    }

    void addTo(Document document) {
        fields.forEach((field, terms) -> {
            var iterator = terms.iterator();
            document.add(new TermsField(field, () -> iterator.hasNext() ? iterator.next() : null));
        });
    }
}
