package dev.trawl.cli.config;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.FailureException;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.query.Similar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The configuration file as it was read.
 *
 * @param file where it is, or would be
 * @param variables environment variables that count where the environment has none
 * @param searches words of the command line for each saved search, its filter first
 * @param options words of the command line for each command
 */
public record Configuration(
        Path file,
        Map<String, String> variables,
        Map<String, List<String>> searches,
        Map<String, List<String>> options) {
    /** Commands whose arguments are filters, where {@code @name} can stand for one. */
    private static final Set<String> WITH_FILTERS =
            Set.of("search", "stats", "histogram", "facets", "compare", "explain", "sessions", "export", "traces");

    public Configuration {
        variables = Map.copyOf(variables);
        searches = Map.copyOf(searches);
        options = Map.copyOf(options);
    }

    /**
     * Reads the file, if there is one.
     *
     * @throws FailureException if it cannot be understood
     */
    public static Configuration of(Surroundings surroundings) {
        var file = fileIn(surroundings);
        if (!Files.isRegularFile(file)) {
            return new Configuration(file, Map.of(), Map.of(), Map.of());
        }
        try {
            return ConfigurationReader.read(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** {@code TRAWL_CONFIG}, else {@code trawl/config.toml} in the user's folder for configurations. */
    public static Path fileIn(Surroundings surroundings) {
        return surroundings
                .variable("TRAWL_CONFIG")
                .map(Path::of)
                .orElseGet(() -> surroundings
                        .xdgFolder("XDG_CONFIG_HOME", ".config")
                        .resolve("trawl")
                        .resolve("config.toml"));
    }

    /** The environment with these variables where it has none. */
    public Surroundings within(Surroundings surroundings) {
        if (variables.isEmpty()) {
            return surroundings;
        }
        var all = new HashMap<>(variables);
        surroundings.variables().forEach((name, value) -> {
            if (!value.isEmpty()) {
                all.put(name, value);
            }
        });
        return surroundings.withVariables(all);
    }

    /**
     * The command line with the command's options behind its verb, before those of the person, and with saved searches in
     * place of their names.
     *
     * @throws FailureException if a name stands for no search
     */
    public String[] expanded(String... words) {
        if (words.length == 0) {
            return words;
        }
        var all = new ArrayList<String>();
        all.add(words[0]);
        all.addAll(options.getOrDefault(words[0], List.of()));
        for (var word : Arrays.asList(words).subList(1, words.length)) {
            if (WITH_FILTERS.contains(words[0]) && word.startsWith("@")) {
                all.addAll(search(word.substring(1)));
            } else {
                all.add(word);
            }
        }
        return all.toArray(String[]::new);
    }

    /** Says which file counts, and what it says of the filters. */
    public void narrate(Surroundings surroundings) {
        surroundings.narrate(() -> Files.isRegularFile(file)
                ? "configuration " + file + ", saved searches: " + searches.size()
                : "no configuration in " + file);
    }

    private List<String> search(String name) {
        var saved = searches.get(name);
        if (saved == null) {
            var hint = searches.isEmpty()
                    ? "; write one into " + file + ":\n\n  [searches]\n  " + name + " = \"status = 'ERROR'\""
                    : Similar.to(name, searches.keySet())
                            .map(other -> "; did you mean @" + other + "?")
                            .orElse("; there are @"
                                    + String.join(
                                            ", @",
                                            searches.keySet().stream().sorted().toList()));
            throw new FailureException(ExitCode.USAGE, "trawl: there is no saved search @" + name + hint);
        }
        return saved;
    }
}
