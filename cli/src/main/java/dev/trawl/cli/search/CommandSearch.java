package dev.trawl.cli.search;

import dev.trawl.cli.console.Surroundings;
import dev.trawl.query.FilterException;
import dev.trawl.query.SearchRequest;
import dev.trawl.query.SearchResult;
import dev.trawl.query.TraceSearch;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A search as a command makes it: problems with the filter or the order end the command, shown with their places, and a
 * person is told what is looked up and why nothing was found.
 */
public final class CommandSearch {
    private CommandSearch() {}

    /** Says how a filter is read and what is looked up, to who wants to know all; a wrong one is left to the search. */
    public static void narrate(TraceSearch search, SearchRequest request, Surroundings surroundings)
            throws IOException {
        narrate(search, request, "the filter", surroundings);
    }

    /**
     * Does so for one filter of several.
     *
     * @param label what the filter is called
     */
    public static void narrate(TraceSearch search, SearchRequest request, String label, Surroundings surroundings)
            throws IOException {
        if (!surroundings.volume().isVerbose()) {
            return;
        }
        try {
            var explanation = search.explain(request, false);
            surroundings.narrate(() -> label + " means " + explanation.condition());
            surroundings.narrate(() -> "looked up is " + explanation.compiled().query());
        } catch (FilterException toBeShown) {
            surroundings.narrate(() -> label + " means nothing");
        }
    }

    /** Says what a filter names that the index does not have, when it found nothing. */
    public static void tellWhyNothing(TraceSearch search, SearchRequest request, Surroundings surroundings)
            throws IOException {
        if (!surroundings.volume().isQuiet()) {
            tellAbsent(search.absent(request), surroundings);
        }
    }

    /** Says what the index does not have. */
    public static void tellAbsent(List<String> absent, Surroundings surroundings) {
        absent.forEach(sentence -> surroundings.tell("trawl: " + sentence));
    }

    /** Something that is done with a request. */
    public interface Work<T> {
        T run() throws IOException;
    }

    /**
     * Searches.
     *
     * @param texts what the request was made of
     */
    public static SearchResult run(
            TraceSearch search, SearchRequest request, RequestTexts texts, Surroundings surroundings)
            throws IOException {
        narrate(search, request, surroundings);
        try (var watch = new SearchWatch(surroundings, Optional.empty())) {
            var result = withProblemsShown(texts, false, surroundings, () -> search.search(request, watch));
            if (result.hits().isEmpty() && request.offset() == 0) {
                tellWhyNothing(search, request, surroundings);
            }
            return result;
        }
    }

    /**
     * Does something with a request.
     *
     * @param texts what the request was made of
     * @param forMachines whether to show problems as JSON
     */
    public static <T> T withProblemsShown(
            RequestTexts texts, boolean forMachines, Surroundings surroundings, Work<T> work) throws IOException {
        try {
            return work.run();
        } catch (FilterException e) {
            throw texts.failure(e, forMachines, surroundings);
        }
    }
}
