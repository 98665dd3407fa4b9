package dev.trawl.query.scan;

import dev.trawl.trace.MlflowKey;
import dev.trawl.trace.Span;
import java.util.List;
import java.util.Optional;

/** The model that a span called. */
public final class SpanModel {
    /** Where a model's name stands, MLflow's own key first (mlflow/tracing/constant.py; OpenTelemetry's GenAI keys). */
    private static final List<String> KEYS =
            List.of(MlflowKey.SPAN_MODEL, "gen_ai.response.model", "gen_ai.request.model", "llm.model_name", "model");

    private SpanModel() {}

    public static Optional<String> of(Span span) {
        return KEYS.stream().flatMap(key -> span.stringAttribute(key).stream()).findFirst();
    }
}
