package dev.trawl.query.lucene;

import dev.trawl.index.IndexField;
import dev.trawl.query.parse.Key;

/** A kind of fields that need a key, in the order in which they are listed. */
enum KeyKind {
    TAG("tag", IndexField.TAG),
    METADATA("metadata", IndexField.METADATA),
    FEEDBACK("feedback", IndexField.FEEDBACK),
    EXPECTATION("expectation", IndexField.EXPECTATION),
    SPAN_ATTRIBUTE("span.attributes", IndexField.SPAN_ATTRIBUTE);

    private final String entity;
    private final String field;

    KeyKind(String entity, String field) {
        this.entity = entity;
        this.field = field;
    }

    /** The index's field of pairs. */
    String field() {
        return field;
    }

    /** The field of a key as a filter names it. */
    String spelled(String key) {
        return entity + "." + Key.spelled(key);
    }
}
