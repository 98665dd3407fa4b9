package dev.trawl.trace;

/**
 * The keys that MLflow keeps for itself in tags, metadata and attributes of spans (mlflow/tracing/constant.py and
 * mlflow/utils/mlflow_tags.py, 3.17.2).
 */
public final class MlflowKey {
    /** What all of them begin with. */
    public static final String PREFIX = "mlflow.";

    // Tags of a trace.

    public static final String TRACE_NAME = "mlflow.traceName";

    /** Where the spans are: {@code TRACKING_STORE} for the server's database. */
    public static final String SPANS_LOCATION = "mlflow.trace.spansLocation";

    public static final String ARTIFACT_LOCATION = "mlflow.artifactLocation";

    /** JSON: a list of objects with {@code name} and {@code version}. */
    public static final String LINKED_PROMPTS = "mlflow.linkedPrompts";

    // Metadata of a trace.

    /** The session; in the metadata of an assessment, the session that it judges as a whole. */
    public static final String SESSION = "mlflow.trace.session";

    public static final String USER = "mlflow.trace.user";

    /** Id of the run in which the trace was made. */
    public static final String SOURCE_RUN = "mlflow.sourceRun";

    /** JSON: an object of counts. */
    public static final String TRACE_TOKENS = "mlflow.trace.tokenUsage";

    /** JSON: an object of US dollars. */
    public static final String TRACE_COST = "mlflow.trace.cost";

    /** JSON: an object of counts and bytes. */
    public static final String SIZE_STATS = "mlflow.trace.sizeStats";

    public static final String TRACE_INPUTS = "mlflow.traceInputs";

    public static final String TRACE_OUTPUTS = "mlflow.traceOutputs";

    // Attributes of a span.

    public static final String SPAN_TYPE = "mlflow.spanType";

    public static final String SPAN_INPUTS = "mlflow.spanInputs";

    public static final String SPAN_OUTPUTS = "mlflow.spanOutputs";

    public static final String SPAN_START_TIME_NS = "mlflow.spanStartTimeNs";

    public static final String SPAN_LOG_LEVEL = "mlflow.spanLogLevel";

    /** Id of the span's trace. */
    public static final String SPAN_TRACE_ID = "mlflow.traceRequestId";

    public static final String SPAN_EXPERIMENT_ID = "mlflow.experimentId";

    /** An object of counts. */
    public static final String SPAN_TOKENS = "mlflow.chat.tokenUsage";

    /** An object of US dollars. */
    public static final String SPAN_COST = "mlflow.llm.cost";

    public static final String SPAN_MODEL = "mlflow.llm.model";

    public static final String SPAN_PROVIDER = "mlflow.llm.provider";

    public static final String SPAN_MESSAGES = "mlflow.chat.messages";

    public static final String SPAN_TOOLS = "mlflow.chat.tools";

    /** What stands before the key of a trace's tag that a span carries in OpenTelemetry's protocol. */
    public static final String TRACE_TAG_PREFIX = "mlflow.traceTag.";

    private MlflowKey() {}
}
