package dev.trawl.query.columns;

import dev.trawl.index.AttributeTable;
import dev.trawl.index.Terms;
import java.io.IOException;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.util.BytesRef;

/**
 * Where the pairs of one key, of one member of its values, or those of a key that are flat objects, stand among all pairs
 * of spans' attributes in a segment, by their numbers.
 *
 * @param prefix what the terms of all these pairs begin with
 * @param first number
 * @param tooLong the number of what stands for values that are not there, or the one behind all
 * @param end the number behind all
 */
public record AttributeKey(BytesRef prefix, int first, int tooLong, int end) {
    /** The pairs of the key of one of them. */
    public static AttributeKey at(SortedSetDocValues pairs, int pair) throws IOException {
        return of(pairs, Terms.prefixOfPair(pairs.lookupOrd(pair)));
    }

    /** The pairs of a key, perhaps none. */
    public static AttributeKey of(SortedSetDocValues pairs, BytesRef prefix) throws IOException {
        int first = place(pairs.lookupTerm(prefix));
        long found = pairs.lookupTerm(AttributeTable.tooLong(prefix));
        int tooLong = place(found);
        return new AttributeKey(prefix, first, tooLong, found < 0 ? tooLong : tooLong + 1);
    }

    private static int place(long found) {
        return Math.toIntExact(found < 0 ? -found - 1 : found);
    }

    public boolean isEmpty() {
        return first == end;
    }

    public boolean has(int pair) {
        return pair >= first && pair < end;
    }

    /** How many different values there are, but for those that are too long. */
    public int values() {
        return tooLong - first;
    }

    /** The key; one that was too long for a term is shortened. */
    String key() {
        return AttributeTable.key(prefix);
    }

    /** JSON. */
    public String value(SortedSetDocValues pairs, int pair) throws IOException {
        return Terms.value(pairs.lookupOrd(pair), prefix);
    }
}
