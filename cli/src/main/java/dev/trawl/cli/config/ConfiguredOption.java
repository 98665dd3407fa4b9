package dev.trawl.cli.config;

import java.util.List;

/**
 * An option of a command as the configuration file sets it.
 *
 * @param place where it stands: {@code options.search.limit}
 * @param name without hyphens
 * @param words that stand for it on a command line; none where it is false
 */
public record ConfiguredOption(String place, String name, List<String> words) {
    public ConfiguredOption {
        words = List.copyOf(words);
    }
}
