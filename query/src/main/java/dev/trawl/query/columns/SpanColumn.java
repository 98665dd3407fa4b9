package dev.trawl.query.columns;

import dev.trawl.query.columns.KeyColumn.Counts;
import dev.trawl.trace.Wtf8;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;
import org.apache.lucene.util.BytesRef;

/**
 * What the spans of each document have in one field. A trace has many spans, but their values are mostly the same as those
 * of many other traces: the sets of values are numbered, and each document has the number of its set, so that counting
 * looks at a document once however many spans it has (docs/decisions/0054-columns-of-keys.md). Immutable, thread-safe.
 *
 * @param field of a {@link SpanFeature}
 * @param values all that there are, in the order of their texts
 * @param sets the numbers of values, as a {@link KeyColumn} numbers them; the first has none
 * @param setOf for each document, which set it has
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, not compared
public record SpanColumn(String field, List<String> values, int[][] sets, ValueNumbers setOf) {
    static final int EMPTY_SET = 0;

    /** Counts the values of some documents; one counts once for each, however many spans have it. */
    public Counts counted(DocumentSet selected) {
        var ofSets = new int[sets.length];
        setOf.count(selected, ofSets);
        var counts = new int[KeyColumn.FIRST_VALUE + values.size()];
        for (int set = 0; set < sets.length; set++) {
            for (int number : sets[set]) {
                counts[number] += ofSets[set];
            }
        }
        return new Counts(selected.size() - ofSets[EMPTY_SET], counts);
    }

    static SpanColumn read(DataInput in) throws IOException {
        var field = in.readString();
        var values = new ArrayList<String>();
        for (int left = in.readVInt(); left > 0; left--) {
            var term = ColumnValues.readTerm(in);
            values.add(Wtf8.decode(term.bytes, 0, term.length));
        }
        var sets = new int[in.readVInt()][];
        for (int i = 0; i < sets.length; i++) {
            sets[i] = ColumnValues.readNumbers(in);
        }
        return new SpanColumn(field, values, sets, ValueNumbers.read(in));
    }

    void write(DataOutput out) throws IOException {
        out.writeString(field);
        out.writeVInt(values.size());
        for (var value : values) {
            ColumnValues.writeTerm(out, new BytesRef(Wtf8.encode(value)));
        }
        out.writeVInt(sets.length);
        for (var set : sets) {
            ColumnValues.writeNumbers(out, set);
        }
        setOf.write(out);
    }
}
