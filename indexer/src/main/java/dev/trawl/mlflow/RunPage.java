package dev.trawl.mlflow;

import java.util.List;
import java.util.Optional;

/** Some runs, and the token that asks for those after them. */
public record RunPage(List<Run> runs, Optional<String> nextPageToken) {
    public RunPage {
        runs = List.copyOf(runs);
    }
}
