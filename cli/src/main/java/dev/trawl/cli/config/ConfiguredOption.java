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

    /** The same, of an option that takes the name of a file or folder. */
    public ConfiguredOption asPath(UserFolder userFolder) {
        int value = ("--" + name + "=").length();
        return new ConfiguredOption(
                place,
                name,
                words.stream()
                        .map(word -> word.length() < value
                                ? word
                                : word.substring(0, value) + userFolder.resolve(word.substring(value)))
                        .toList());
    }
}
