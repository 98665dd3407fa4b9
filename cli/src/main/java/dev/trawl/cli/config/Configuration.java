package dev.trawl.cli.config;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.FailureException;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.query.Similar;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The configuration file as it was read.
 *
 * @param file where it is, or would be
 * @param variables environment variables that count where the environment has none
 * @param searches saved searches by name
 * @param options by command
 */
public record Configuration(
        Path file,
        Map<String, String> variables,
        Map<String, SavedSearch> searches,
        Map<String, List<ConfiguredOption>> options) {
    private static final String VARIABLE = "TRAWL_CONFIG";
    private static final Path EMPTY_DEVICE = Path.of("/dev/null");

    public Configuration {
        variables = Map.copyOf(variables);
        searches = Map.copyOf(searches);
        options = Map.copyOf(options);
    }

    /** What counts where there is no file. */
    public static Configuration empty(Path file) {
        return new Configuration(file, Map.of(), Map.of(), Map.of());
    }

    /**
     * Reads the file, if there is one.
     *
     * @param commands those that may have options in it
     * @throws FailureException if it cannot be read or understood, or was asked for and does not exist
     */
    public static Configuration of(Surroundings surroundings, Collection<String> commands) {
        var file = fileIn(surroundings);
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            if (surroundings.variable(VARIABLE).isPresent()) {
                throw wrong(file, "there is no such file; " + VARIABLE + " names it: correct or unset the variable");
            }
            return empty(file);
        }
        refuseWhatIsNoFile(file);
        try {
            return new ConfigurationReader(file, new UserFolder(surroundings.userFolder()), commands)
                    .read(Files.readString(file));
        } catch (MalformedInputException e) {
            throw wrong(file, "is not valid UTF-8; save it in that encoding");
        } catch (IOException e) {
            throw wrong(
                    file, Files.isReadable(file) ? "cannot be read: " + e.getMessage() : "no permission to read it");
        }
    }

    /** A pipe might never end. The device that is always empty is let pass: it says that there is no configuration. */
    private static void refuseWhatIsNoFile(Path file) {
        if (Files.isSymbolicLink(file) && Files.notExists(file)) {
            throw wrong(file, "is a symbolic link to a file that does not exist; correct or remove it");
        }
        if (Files.isDirectory(file)) {
            throw wrong(file, "is a folder and should be a file in TOML");
        }
        if (Files.exists(file) && !Files.isRegularFile(file) && !file.equals(EMPTY_DEVICE)) {
            throw wrong(file, "is a pipe or a device and should be a file in TOML");
        }
    }

    /** {@code TRAWL_CONFIG}, else {@code trawl/config.toml} in the user's folder for configurations. */
    public static Path fileIn(Surroundings surroundings) {
        return surroundings
                .variable(VARIABLE)
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

    /** Says which file counts, and what it says of the filters. */
    public void narrate(Surroundings surroundings) {
        surroundings.narrate(() -> Files.isRegularFile(file)
                ? "configuration " + file + ", saved searches: " + searches.size()
                : "no configuration in " + file);
    }

    /**
     * The saved search of a name.
     *
     * @throws FailureException if there is none
     */
    public SavedSearch search(String name) {
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

    /** What to throw when something in the file is wrong. */
    public FailureException wrong(String sentence) {
        return wrong(file, sentence);
    }

    private static FailureException wrong(Path file, String sentence) {
        return new FailureException(ExitCode.USAGE, file + ": " + sentence);
    }
}
