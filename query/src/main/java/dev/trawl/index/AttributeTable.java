package dev.trawl.index;

import dev.trawl.trace.MlflowKey;
import dev.trawl.trace.Wtf8;
import java.util.List;
import java.util.Set;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefBuilder;

/**
 * Which attributes the spans of one trace have, as a doc value ({@link IndexField#attributeTable}), span by span in their
 * order. Attributes are positions among the trace's own pairs ({@link IndexField#attributePairs}), sorted and distinct.
 *
 * <pre>
 *   for each span: how many attributes, their positions, as numbers of 7 bits a byte
 * </pre>
 *
 * <p>Keys are dealt out to {@value #SHARES} {@linkplain #share shares}, each with pairs and a table of its own: who asks for
 * one key passes over the others of its share only.
 *
 * <p>A value of more than {@value #LONGEST_VALUE} bytes is not among the pairs; the term {@link #tooLong} stands there for
 * all such values of a key. What a short value has inside, if it is an object of numbers and plain texts, stands there
 * again, each member by itself: its terms begin with {@link #prefix}. Such an object stands apart from other values of its
 * key ({@link #prefixOfObjects}): who asks for a member need not look at it. Keys that are not {@linkplain #holds held}
 * are left out.
 *
 * <p>Reading goes on from span to span and makes no objects. Not thread-safe.
 */
public final class AttributeTable {
    /** Tables of a trace at most. */
    public static final int SHARES = 8;

    /** Bytes of a value that is told of: enough for numbers, names, ids and counts of tokens. */
    public static final int LONGEST_VALUE = 128;

    /**
     * What MLflow sets on every span (mlflow/tracing/constant.py): texts, and what has a field of its own or tells nothing
     * that the trace does not. It would be half of the table.
     */
    private static final Set<String> LEFT_OUT = Set.of(
            MlflowKey.SPAN_INPUTS,
            MlflowKey.SPAN_OUTPUTS,
            MlflowKey.SPAN_TYPE,
            MlflowKey.SPAN_START_TIME_NS,
            MlflowKey.SPAN_LOG_LEVEL,
            MlflowKey.SPAN_TRACE_ID,
            MlflowKey.SPAN_EXPERIMENT_ID);

    /** Bytes of no text, above all that are. */
    private static final byte OBJECT = (byte) 0xfd;

    private static final byte MEMBER = (byte) 0xfe;

    private static final byte TOO_LONG = (byte) 0xff;

    private final ByteArrayDataInput input = new ByteArrayDataInput();

    /** Whether the attributes of a key are in the table. */
    public static boolean holds(String key) {
        return !LEFT_OUT.contains(key);
    }

    /** The share that a key belongs to, below {@link #SHARES}. It is part of the format; Java promises the hash code. */
    public static int share(String key) {
        return Math.floorMod(key.hashCode(), SHARES);
    }

    /**
     * The term of a span's attribute that is no flat object.
     *
     * @param json the value
     */
    public static BytesRef pair(String key, String json) {
        return fits(json) ? Terms.prefix(key, json) : tooLong(Terms.prefix(key));
    }

    /** Whether a value, as JSON, is short enough to be among the pairs. */
    public static boolean fits(String json) {
        return json.length() <= LONGEST_VALUE && Wtf8.encode(json).length <= LONGEST_VALUE;
    }

    /**
     * Stands for the values of a key that are too long; comes behind all others of the key.
     *
     * @param prefix what the terms of the key's pairs begin with
     */
    public static BytesRef tooLong(BytesRef prefix) {
        var term = new BytesRefBuilder();
        term.append(prefix);
        term.append(TOO_LONG);
        return term.toBytesRef();
    }

    /** What the terms of a member begin with. */
    public static BytesRef prefix(String key, String member) {
        return marked(key, MEMBER, Terms.prefix(member));
    }

    /** What the terms of a key's values begin with whose members stand there by themselves. */
    public static BytesRef prefixOfObjects(String key) {
        return marked(key, OBJECT, Terms.prefix(""));
    }

    private static BytesRef marked(String key, byte mark, BytesRef rest) {
        var prefix = Terms.prefix(key);
        var term = new BytesRefBuilder();
        term.append(prefix.bytes, prefix.offset, prefix.length - 1);
        term.append(mark);
        term.append(rest);
        return term.toBytesRef();
    }

    /** The key of the pairs that begin so, which are of no member; one that was too long for a term is shortened. */
    public static String key(BytesRef prefix) {
        int mark = prefix.length - 2;
        boolean isOfObjects = mark >= 0 && prefix.bytes[prefix.offset + mark] == OBJECT;
        return Terms.keyOfPrefix(isOfObjects ? new BytesRef(prefix.bytes, prefix.offset, prefix.length - 1) : prefix);
    }

    /** Whether terms that begin so are those of a member. */
    public static boolean isMember(BytesRef prefix) {
        for (int i = prefix.offset; i < prefix.offset + prefix.length; i++) {
            if (prefix.bytes[i] == MEMBER) {
                return true;
            }
        }
        return false;
    }

    /** The term of a value whose members stand there by themselves. */
    public static BytesRef pairOfObject(String key, String json) {
        return with(prefixOfObjects(key), json);
    }

    /**
     * The term of a member.
     *
     * @param json the member's value
     */
    public static BytesRef pair(String key, String member, String json) {
        return with(prefix(key, member), json);
    }

    private static BytesRef with(BytesRef prefix, String json) {
        var term = new BytesRefBuilder();
        term.append(prefix);
        term.append(new BytesRef(Wtf8.encode(json)));
        return term.toBytesRef();
    }

    /** The table of spans, given by position what each has. */
    public static BytesRef encode(List<List<Integer>> positionsBySpan) {
        var bytes = new BytesRefBuilder();
        for (var positions : positionsBySpan) {
            VariableLength.append(bytes, positions.size());
            positions.forEach(position -> VariableLength.append(bytes, position));
        }
        return bytes.toBytesRef();
    }

    /** Begins to read a trace's spans. */
    public void open(BytesRef encoded) {
        input.reset(encoded.bytes, encoded.offset, encoded.length);
    }

    /**
     * Goes on to the next span, which must be there.
     *
     * @param from positions at which ranges begin
     * @param to those behind which they end
     * @param first where the first range begins, and {@code last} where the last one ends
     * @return the position of its attribute in the first range that has one; negative if none has
     */
    public int next(int[] from, int[] to, int first, int last) {
        int found = -1;
        int best = from.length;
        for (int left = input.readVInt(); left > 0; left--) {
            int position = input.readVInt();
            // Most are of other keys.
            if (position < first || position >= last) {
                continue;
            }
            for (int range = 0; range < best; range++) {
                if (position >= from[range] && position < to[range]) {
                    found = position;
                    best = range;
                }
            }
        }
        return found;
    }
}
