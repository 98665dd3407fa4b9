package dev.trawl.index;

/**
 * The names of the Lucene fields of a trace's document. There is one document per trace; no field is scored.
 *
 * <p>A field of <em>pairs</em> holds terms {@code key NUL value} ({@link Terms}) for all keys of its kind, so that the
 * index does not grow a Lucene field per tag. A value of more than {@link Terms#LONGEST_VALUE} bytes is not among the
 * pairs; its key stands in the field's {@code .long} companion instead, and the stored trace decides. The empty term in
 * the companion of another field says that some term there is too long to be read from it ({@link Terms#fits}).
 */
public final class IndexField {
    /** Trace id: term and doc value; the index is sorted by it among equal timestamps. */
    public static final String ID = "id";

    /** Milliseconds since the epoch: doc value with skip index; the index is sorted by it, newest first. */
    public static final String TIMESTAMP = "timestamp_ms";

    /** Milliseconds: doc value with skip index, missing while unknown. */
    public static final String EXECUTION_TIME = "execution_time_ms";

    /** Timestamp plus execution time, an unknown one counting 0, as MLflow computes it. */
    public static final String END_TIME = "end_time_ms";

    /** Tokens and numbers of spans: whole numbers, doc values with skip index; another number is told of in the companion. */
    public static final String INPUT_TOKENS = "input_tokens";

    public static final String OUTPUT_TOKENS = "output_tokens";

    public static final String TOTAL_TOKENS = "total_tokens";

    public static final String SPAN_COUNT = "span_count";

    public static final String ERROR_COUNT = "error_count";

    /** US dollars: doc value, the bits of a double that spells the same number; else the companion tells of it. */
    public static final String COST = "cost";

    /** Milliseconds since the epoch: doc value with skip index, missing while the trace's server still has it. */
    public static final String DELETED = "deleted_ms";

    /** Pairs of the trace's own attributes, each of one of the keys that follow. */
    public static final String ATTRIBUTE = "attribute";

    public static final String STATUS_KEY = "status";

    public static final String EXPERIMENT_ID_KEY = "experiment_id";

    public static final String CLIENT_REQUEST_ID_KEY = "client_request_id";

    /** The preview of the request. */
    public static final String REQUEST_KEY = "request";

    /** The preview of the response. */
    public static final String RESPONSE_KEY = "response";

    /** The server that the trace came from. */
    public static final String SOURCE_KEY = "source";

    /** {@code true} or {@code false}: whether that server was found not to have it any more. */
    public static final String DELETED_KEY = "deleted";

    /** Pairs of tags. */
    public static final String TAG = "tag";

    /** Pairs of metadata. */
    public static final String METADATA = "metadata";

    /** Pairs of valid feedback: name and JSON of the value. */
    public static final String FEEDBACK = "feedback";

    /** Pairs of valid expectations: name and JSON of the value. */
    public static final String EXPECTATION = "expectation";

    /**
     * Pairs of a span's attributes, over all spans: key and JSON of the value. A null is no value; the companion tells of
     * it.
     */
    public static final String SPAN_ATTRIBUTE = "span.attribute";

    /**
     * Pairs of what spans' attributes have inside, if they are short and flat ({@code dev.trawl.query.scan.FlatObject}):
     * attribute and member ({@link Terms#keyOfMember}), JSON of the value. The companion has the keys of other attributes
     * that may have something inside.
     */
    public static final String SPAN_MEMBER = "span.member";

    /** One term per distinct (name, type, status) of the trace's spans ({@link SpanKind}). */
    public static final String SPAN_KIND = "span.kind";

    /** The terms of {@link #SPAN_KIND} as doc values. */
    public static final String SPAN_KINDS = "span.kinds";

    /** Names of the models that spans called ({@code span.model}), as doc values. */
    public static final String SPAN_MODELS = "span.models";

    /** Kind, model, times of each span: doc value, {@link SpanTable}. Missing where a kind or a model fits no term. */
    public static final String SPAN_TABLE = "span.table";

    /** Runs: the one in which the trace was made and those linked to it. */
    public static final String RUN = "run";

    /** Linked prompt versions, {@code name/version}. */
    public static final String PROMPT = "prompt";

    /** Ids of referenced issues. */
    public static final String ISSUE = "issue";

    /** Trigrams of all span text ({@code dev.trawl.query.text.Grams}). */
    public static final String TEXT_GRAMS = "text.grams";

    /** Where words meet in all span text ({@code dev.trawl.query.text.Joints}). */
    public static final String TEXT_JOINTS = "text.joints";

    /** Words of all span text ({@code dev.trawl.query.text.Words}). */
    public static final String TEXT_WORDS = "text.words";

    /**
     * Phrases of all span text that many traces have ({@code dev.trawl.query.text.CommonPhrases}): of those that begin at some place the
     * longest. Traces that were written before the index had learned any have none.
     */
    public static final String TEXT_PHRASES = "text.phrases";

    /** Names of parts that the trace has, for questions about presence. */
    public static final String HAS = "has";

    /** In {@link #HAS}: at least one span is stored. */
    public static final String SPANS_PART = "spans";

    /** In {@link #HAS}: an assessment made for a whole session. */
    public static final String SESSION_PART = "session_assessment";

    /** In {@link #HAS}: a run of letters in the text that is too long to be among the words. */
    public static final String LONG_WORDS_PART = "long_words";

    /** The trace itself, {@link StoredTrace}. */
    public static final String STORED = "trace";

    private static final String ATTRIBUTE_PAIRS = "span.attribute.pairs.";
    private static final String ATTRIBUTE_TABLE = "span.attribute.table.";
    private static final String KEYS = ".key";
    private static final String LONG = ".long";

    private IndexField() {}

    /**
     * Pairs of spans' attributes that are short, as doc values: key and JSON of the value ({@link AttributeTable}).
     *
     * @param share of the keys
     */
    public static String attributePairs(int share) {
        return ATTRIBUTE_PAIRS + share;
    }

    /** The attributes of each span: doc value, {@link AttributeTable}. There where the trace has pairs of this share. */
    public static String attributeTable(int share) {
        return ATTRIBUTE_TABLE + share;
    }

    /** The companion of a field of pairs that holds the keys alone. */
    public static String keysOf(String pairs) {
        return pairs + KEYS;
    }

    /** The companion of a field that tells of what is no term of it, mostly because it was too long. */
    public static String longOf(String pairs) {
        return pairs + LONG;
    }
}
