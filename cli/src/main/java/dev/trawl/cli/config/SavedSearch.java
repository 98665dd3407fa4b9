package dev.trawl.cli.config;

import java.util.List;

/** A filter that has a name, and the options that go with it. */
public record SavedSearch(String filter, List<ConfiguredOption> options) {
    public SavedSearch {
        options = List.copyOf(options);
    }
}
