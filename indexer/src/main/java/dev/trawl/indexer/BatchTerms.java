package dev.trawl.indexer;

import dev.trawl.query.text.TextTerms;
import java.util.HashMap;
import java.util.Map;

/** The terms of a batch of traces, field by field. Not thread-safe. */
final class BatchTerms {
    private final TextFields texts = new TextFields();
    private final Map<String, InvertedField> others = new HashMap<>();
    private int documents;

    /** Adds a document with the terms, and those of its text. */
    void add(TraceTerms terms, TextTerms text) {
        terms.byField().forEach((name, all) -> {
            var field = others.computeIfAbsent(name, unused -> begun());
            all.forEach(field::add);
        });
        others.values().forEach(InvertedField::endDocument);
        texts.add(text);
        documents++;
    }

    /** A field of which the documents so far have no term. */
    private InvertedField begun() {
        var field = new InvertedField();
        for (int document = 0; document < documents; document++) {
            field.endDocument();
        }
        return field;
    }

    /** Bytes of memory that the terms take, roughly, and while they are read. */
    long bytes() {
        long bytes = texts.bytes();
        for (var field : others.values()) {
            bytes += field.bytes();
        }
        return bytes;
    }

    /**
     * The terms by field, to be asked for once.
     *
     * @param order the numbers of all documents, in the order in which they are numbered anew
     */
    Map<String, InvertedTerms> terms(int[] order) {
        var terms = new HashMap<>(texts.terms(order));
        others.forEach((name, field) -> terms.put(name, field.terms(order)));
        return terms;
    }
}
