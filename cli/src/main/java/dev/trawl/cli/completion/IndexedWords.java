package dev.trawl.cli.completion;

import dev.trawl.cli.console.Harmless;
import dev.trawl.query.FilterException;
import dev.trawl.query.SearchListener;
import dev.trawl.query.SearchRequest;
import dev.trawl.query.TraceSearch;
import dev.trawl.query.stats.StatsRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Keys and values that the traces of an index have; none if there is no index. */
record IndexedWords(Path folder) {
    private static final int MOST_VALUES = 50;
    private static final int LONGEST_VALUE = 80;

    /** Fields with a key, as a filter spells them. */
    List<String> keys() {
        try (var search = TraceSearch.open(folder)) {
            return search.keys().stream().map(key -> key.field()).toList();
        } catch (IOException nothing) {
            return List.of();
        }
    }

    /** The most frequent values of a field, long ones and those that would not be shown as they are left out. */
    List<String> values(String field) {
        try (var search = TraceSearch.open(folder)) {
            var request = new StatsRequest(SearchRequest.of(""), Optional.empty(), List.of(field), List.of("count"));
            return search.numbers().stats(request, SearchListener.NONE).groups().stream()
                    .flatMap(group -> group.key().getFirst().stream())
                    .filter(value -> value.length() <= LONGEST_VALUE && Harmless.isLine(value))
                    .limit(MOST_VALUES)
                    .toList();
        } catch (IOException | FilterException nothing) {
            return List.of();
        }
    }

    /** The first ids of traces that begin so. */
    List<String> ids(String beginning) {
        try (var search = TraceSearch.open(folder)) {
            return search.idsBeginning(beginning, MOST_VALUES);
        } catch (IOException nothing) {
            return List.of();
        }
    }
}
