package dev.trawl.cli.search;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.FailureException;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.render.ProblemText;
import dev.trawl.query.FilterException;
import dev.trawl.query.SearchRequest;
import dev.trawl.query.SearchResult;
import dev.trawl.query.TraceSearch;
import java.io.IOException;

/** A search whose problems with the filter or the order end the command, shown with their places. */
public final class ExplainedSearch {
    private ExplainedSearch() {}

    /** Searches. */
    public static SearchResult run(TraceSearch search, SearchRequest request, Surroundings surroundings)
            throws IOException {
        try {
            return search.search(request);
        } catch (FilterException e) {
            var label =
                    request.orderBy().contains(e.text()) && !request.filter().equals(e.text()) ? "order by" : "filter";
            var text = ProblemText.of(label, e, surroundings.messageColours());
            throw new FailureException(ExitCode.USAGE, text);
        }
    }
}
