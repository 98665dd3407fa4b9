package dev.trawl.query.lucene;

import dev.trawl.index.IndexField;
import dev.trawl.query.bind.TraceField;

/**
 * How the index holds an attribute of traces: the one table from what a filter names to what stands in a document.
 *
 * @param field of Lucene; empty if the index has the attribute nowhere but in the stored trace
 * @param key of a {@link Form#PAIR}, else empty
 */
public record IndexedAttribute(Form form, String field, String key) {

    /** In which shape a document has the values. */
    public enum Form {
        /** One value, a term and a doc value. */
        ID,
        /** Terms that are the values themselves. */
        TERMS,
        /** One value, a term behind its key. */
        PAIR,
        /** A whole number, point and doc value. */
        WHOLE_NUMBER,
        /** The same; of a number that is not whole, the field's {@code .long} companion tells, and the stored trace has it. */
        MOSTLY_WHOLE_NUMBER,
        /** A doc value, the bits of a double; of a number that no double spells, the companion tells as well. */
        DOUBLE,
        /** The stored trace alone has them. */
        STORED
    }

    public static IndexedAttribute of(TraceField.Attribute attribute) {
        return switch (attribute) {
            case TRACE_ID -> in(Form.ID, IndexField.ID);
            case RUN -> in(Form.TERMS, IndexField.RUN);
            case PROMPT -> in(Form.TERMS, IndexField.PROMPT);
            case ISSUE -> in(Form.TERMS, IndexField.ISSUE);
            case STATUS -> pair(IndexField.STATUS_KEY);
            case EXPERIMENT_ID -> pair(IndexField.EXPERIMENT_ID_KEY);
            case CLIENT_REQUEST_ID -> pair(IndexField.CLIENT_REQUEST_ID_KEY);
            case REQUEST -> pair(IndexField.REQUEST_KEY);
            case RESPONSE -> pair(IndexField.RESPONSE_KEY);
            case SOURCE -> pair(IndexField.SOURCE_KEY);
            case DELETED -> pair(IndexField.DELETED_KEY);
            case DELETED_MS -> in(Form.WHOLE_NUMBER, IndexField.DELETED);
            case TIMESTAMP_MS -> in(Form.WHOLE_NUMBER, IndexField.TIMESTAMP);
            case EXECUTION_TIME_MS -> in(Form.WHOLE_NUMBER, IndexField.EXECUTION_TIME);
            case END_TIME_MS -> in(Form.WHOLE_NUMBER, IndexField.END_TIME);
            case SPAN_COUNT -> in(Form.WHOLE_NUMBER, IndexField.SPAN_COUNT);
            case ERROR_COUNT -> in(Form.WHOLE_NUMBER, IndexField.ERROR_COUNT);
            case INPUT_TOKENS -> in(Form.MOSTLY_WHOLE_NUMBER, IndexField.INPUT_TOKENS);
            case OUTPUT_TOKENS -> in(Form.MOSTLY_WHOLE_NUMBER, IndexField.OUTPUT_TOKENS);
            case TOTAL_TOKENS -> in(Form.MOSTLY_WHOLE_NUMBER, IndexField.TOTAL_TOKENS);
            case COST -> in(Form.DOUBLE, IndexField.COST);
            case ASSESSMENT_SOURCE, ASSESSMENT_RATIONALE, ASSESSMENT_ERROR -> in(Form.STORED, "");
        };
    }

    private static IndexedAttribute in(Form form, String field) {
        return new IndexedAttribute(form, field, "");
    }

    private static IndexedAttribute pair(String key) {
        return new IndexedAttribute(Form.PAIR, IndexField.ATTRIBUTE, key);
    }
}
