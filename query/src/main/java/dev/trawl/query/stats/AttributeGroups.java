package dev.trawl.query.stats;

import dev.trawl.query.bind.SpanField;
import dev.trawl.query.columns.Dictionary;
import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.LeafReader;

/** An attribute by which the spans of one segment are grouped: the value of each span in a dictionary. Not thread-safe. */
final class AttributeGroups {
    private static final int UNKNOWN = -1;

    private final SpanAttributes attributes;
    private final Dictionary dictionary;

    /** By the number of a pair. */
    private final int[] values;

    AttributeGroups(LeafReader reader, SpanField.Keyed field, Dictionary dictionary) throws IOException {
        this.attributes = new SpanAttributes(reader, field);
        this.dictionary = dictionary;
        values = new int[attributes.size()];
        Arrays.fill(values, UNKNOWN);
    }

    /** Whether all values of the document's spans are there. */
    boolean open(int document) throws IOException {
        return attributes.open(document);
    }

    /** The value of the next span. */
    int next() throws IOException {
        int pair = attributes.next();
        if (pair == SpanAttributes.NONE) {
            return Dictionary.NONE;
        }
        if (values[pair] == UNKNOWN) {
            values[pair] = attributes
                    .value(pair)
                    .map(value -> dictionary.ordinal(Dictionary.text(value)))
                    .orElse(Dictionary.NONE);
        }
        return values[pair];
    }
}
