package dev.trawl.cli.config;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.FailureException;
import dev.trawl.query.Similar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/** Understands the text of a configuration file, or says what is wrong with it. */
final class ConfigurationReader {
    private static final String OFFLINE = "offline";

    /** By key, the environment variable that says the same. */
    private static final Map<String, String> VARIABLES = Map.of(
            "index",
            "TRAWL_INDEX",
            "tracking-uri",
            "MLFLOW_TRACKING_URI",
            "workspace",
            "MLFLOW_WORKSPACE",
            OFFLINE,
            "TRAWL_OFFLINE");

    private static final String SEARCHES = "searches";
    private static final String OPTIONS = "options";
    private static final String FILTER = "filter";

    private final Path file;
    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, List<String>> searches = new HashMap<>();
    private final Map<String, List<String>> options = new HashMap<>();

    private ConfigurationReader(Path file) {
        this.file = file;
    }

    static Configuration read(Path file, String text) {
        var reader = new ConfigurationReader(file);
        reader.read(text);
        return new Configuration(file, reader.variables, reader.searches, reader.options);
    }

    private void read(String text) {
        JsonNode tree;
        try {
            tree = new TomlMapper().readTree(text);
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw wrong(":" + at.getLineNr() + ":" + at.getColumnNr(), e.getOriginalMessage());
        }
        for (var entry : tree.properties()) {
            switch (entry.getKey()) {
                case SEARCHES -> each(SEARCHES, entry.getValue(), this::search);
                case OPTIONS -> each(OPTIONS, entry.getValue(), this::optionsOfCommand);
                default -> variable(entry.getKey(), entry.getValue());
            }
        }
    }

    private interface Entry {
        void read(String name, JsonNode value);
    }

    private void each(String table, JsonNode value, Entry entry) {
        if (!value.isObject()) {
            throw wrong("", table + " should be a table: [" + table + "]");
        }
        value.properties().forEach(each -> entry.read(each.getKey(), each.getValue()));
    }

    private void variable(String key, JsonNode value) {
        var variable = VARIABLES.get(key);
        if (variable == null) {
            var known = new ArrayList<>(VARIABLES.keySet().stream().sorted().toList());
            known.addAll(List.of(SEARCHES, OPTIONS));
            throw wrong(
                    "",
                    "unknown key '" + key + "'"
                            + Similar.to(key, known)
                                    .map(similar -> "; did you mean '" + similar + "'?")
                                    .orElse("; there are " + String.join(", ", known)));
        }
        boolean isSwitch = key.equals(OFFLINE);
        if (isSwitch ? !value.isBoolean() : !value.isString()) {
            throw wrong("", key + " should be " + (isSwitch ? "true or false" : "a text in quotes"));
        }
        variables.put(variable, isSwitch ? Boolean.toString(value.booleanValue()) : value.stringValue());
    }

    /** A filter, or a table with the key filter and options of the command. */
    private void search(String name, JsonNode value) {
        var words = new ArrayList<String>();
        if (value.isString()) {
            words.add(value.stringValue());
        } else if (value.isObject()) {
            words.add(value.path(FILTER).asString(""));
            value.properties().stream()
                    .filter(entry -> !entry.getKey().equals(FILTER))
                    .forEach(entry -> words.addAll(option(SEARCHES + "." + name, entry.getKey(), entry.getValue())));
        } else {
            throw wrong("", "the saved search " + name + " should be a filter in quotes, or a table with a filter");
        }
        searches.put(name, words);
    }

    private void optionsOfCommand(String command, JsonNode value) {
        var words = new ArrayList<String>();
        each(
                OPTIONS + "." + command,
                value,
                (name, given) -> words.addAll(option(OPTIONS + "." + command, name, given)));
        options.put(command, words);
    }

    private List<String> option(String table, String name, JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING, NUMBER -> List.of("--" + name + "=" + value.asString());
            case BOOLEAN -> value.booleanValue() ? List.of("--" + name) : List.of();
            case ARRAY ->
                value.valueStream()
                        .flatMap(element -> option(table, name, element).stream())
                        .toList();
            default -> throw wrong("", table + "." + name + " should be a text, a number, true, false or a list");
        };
    }

    private FailureException wrong(String place, String sentence) {
        return new FailureException(ExitCode.USAGE, file + place + ": " + sentence);
    }
}
