package dev.trawl.cli.traces;

import dev.trawl.cli.console.UsageException;

/** The bounds that an MLflow server sets to the size of a page (mlflow/server/handlers.py:1029, 3.17.2). */
final class MaxResults {
    private static final int MOST = 500;

    private MaxResults() {}

    /** Refuses what a server refuses, in its words. */
    static void check(int maxResults) {
        if (maxResults > MOST) {
            throw new UsageException("INVALID_PARAMETER_VALUE: Invalid value " + maxResults
                    + " for parameter 'max_results' supplied:  Hint: Value was of type 'int'."
                    + " See the API docs for more information about request parameters.");
        }
    }
}
