package dev.trawl.indexer;

import dev.trawl.index.IndexField;
import dev.trawl.index.Terms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.util.BytesRef;

/** Collects the terms of a trace by field, but for those of its text; some more than once. Not thread-safe. */
final class TraceTerms {
    private final Map<String, List<BytesRef>> fields = new HashMap<>();

    void add(String field, BytesRef term) {
        fields.computeIfAbsent(field, name -> new ArrayList<>()).add(term);
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

    Map<String, List<BytesRef>> byField() {
        return fields;
    }
}
