package dev.trawl.cli.traces;

import dev.trawl.cli.console.UsageException;
import dev.trawl.query.TextLiteral;
import dev.trawl.trace.MlflowKey;
import java.util.Optional;
import java.util.regex.Pattern;

/** The filter that {@code --filter-string}, {@code --run-id} and {@code --model-id} make together. */
final class MlflowFilter {
    /** What MLflow's language does not have and what would swallow or split a clause that is appended. */
    private static final Pattern NOT_FROM_MLFLOW = Pattern.compile("(?i)\\bOR\\b|--");

    private MlflowFilter() {}

    /**
     * Puts them together as MLflow's client does, in whose words what does not go is refused
     * (mlflow/tracing/client.py:339-377, 3.17.2).
     *
     * @param filter empty for none
     * @param runId empty for none
     */
    static String of(String filter, String runId, Optional<String> modelId) {
        if (modelId.isPresent() && !filter.isEmpty()) {
            throw new UsageException("INVALID_PARAMETER_VALUE: Cannot specify both `model_id` or `filter_string` in the"
                    + " search_traces call.");
        }
        var base = modelId.map(model -> "request_metadata.`mlflow.modelId` = " + TextLiteral.of(model))
                .orElse(filter);
        if (runId.isEmpty()) {
            return base;
        }
        var ofRun = "attribute.run_id = " + TextLiteral.of(runId);
        if (base.isEmpty()) {
            return ofRun;
        }
        if (base.contains(MlflowKey.SOURCE_RUN)) {
            throw new UsageException(
                    "INVALID_PARAMETER_VALUE: You cannot filter by run_id when it is already part of the"
                            + " filter string.Please remove the mlflow.sourceRun filter from the filter string and try again.");
        }
        return NOT_FROM_MLFLOW.matcher(base).find() ? "(" + base + "\n) AND " + ofRun : base + " AND " + ofRun;
    }
}
