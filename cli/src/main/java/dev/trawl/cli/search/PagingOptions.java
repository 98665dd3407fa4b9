package dev.trawl.cli.search;

import dev.trawl.cli.console.Parameter;
import dev.trawl.cli.console.UsageException;
import dev.trawl.cli.paging.SearchCursor;
import dev.trawl.query.SearchRequest;
import java.util.Optional;

/** The options that say which part of the answer is shown. */
final class PagingOptions {
    private static final int USUAL_LIMIT = 100;

    private final Parameter<Integer> limit = Parameter.option("--limit")
            .takes("N", "Traces at most; 0 for all. Default: ${DEFAULT-VALUE}.")
            .limit(USUAL_LIMIT);

    private final Parameter<Optional<Integer>> offset = Parameter.option("--offset")
            .takes("N", "Leave out the first N traces.")
            .optionalCount();

    private final Parameter<Optional<String>> pageToken = Parameter.option("--page-token")
            .takes("TOKEN", "Go on where an earlier search stopped.")
            .optionalText();

    /** In the order of the help. */
    Parameter<?>[] options() {
        return new Parameter<?>[] {limit, offset, pageToken};
    }

    /** The request for this part. */
    SearchRequest of(SearchRequest whole) {
        if (offset.value().isPresent() && pageToken.value().isPresent()) {
            throw new UsageException("--offset and --page-token do not go together; the token holds the offset.");
        }
        var request = whole.withOffset(offset.value().orElse(0)).withLimit(limit.value());
        return pageToken.value().map(token -> SearchCursor.goOn(request, token)).orElse(request);
    }
}
