package dev.trawl.cli.config;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.FailureException;
import dev.trawl.query.Similar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/** Understands the text of a configuration file, or says what is wrong with it. */
final class ConfigurationReader {
    private static final String INDEX = "index";
    private static final String OFFLINE = "offline";

    /** By key, the environment variable that says the same. */
    private static final Map<String, String> VARIABLES = Map.of(
            INDEX,
            "TRAWL_INDEX",
            "tracking-uri",
            "MLFLOW_TRACKING_URI",
            "workspace",
            "MLFLOW_WORKSPACE",
            OFFLINE,
            "TRAWL_OFFLINE");

    /** What some editors write at the beginning of a file. */
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private static final String SEARCHES = "searches";
    private static final String OPTIONS = "options";
    private static final String FILTER = "filter";

    /** At the beginning of a line that a statement has for itself. */
    private static final Pattern KEY_OR_TABLE =
            Pattern.compile("\\s*(\\[[^=]*\\]|[^\\s=\\[{]+(?=\\s*=(?!.*(\"\"\"|'''|\\{))))");

    private final Path file;
    private final UserFolder userFolder;
    private final Collection<String> commands;
    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, SavedSearch> searches = new HashMap<>();
    private final Map<String, List<ConfiguredOption>> options = new HashMap<>();

    ConfigurationReader(Path file, UserFolder userFolder, Collection<String> commands) {
        this.file = file;
        this.userFolder = userFolder;
        this.commands = commands;
    }

    Configuration read(String given) {
        var text = given.startsWith(BYTE_ORDER_MARK) ? given.substring(1) : given;
        JsonNode tree;
        try {
            tree = new TomlMapper().readTree(text);
        } catch (JacksonException e) {
            throw notToml(e, text);
        }
        for (var entry : tree.properties()) {
            switch (entry.getKey()) {
                case SEARCHES -> each(SEARCHES, entry.getValue(), this::search);
                case OPTIONS -> each(OPTIONS, entry.getValue(), this::optionsOfCommand);
                default -> variable(entry.getKey(), entry.getValue());
            }
        }
        return new Configuration(file, variables, searches, options);
    }

    /** With the key or table that is there twice, which Jackson does not name: it stops in the table or behind the value. */
    private FailureException notToml(JacksonException problem, String text) {
        var at = problem.getLocation();
        var message = problem.getOriginalMessage();
        if (message.matches("Duplicate key|Table redefined")) {
            var before = text.substring(0, (int) at.getCharOffset()).stripTrailing();
            long line = Math.max(1, before.lines().count());
            var named =
                    KEY_OR_TABLE.matcher(text.lines().skip(line - 1).findFirst().orElse(""));
            if (named.lookingAt()) {
                return wrong(":" + line, message + ": " + named.group().strip());
            }
        }
        return wrong(":" + at.getLineNr() + ":" + at.getColumnNr(), message);
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
            throw wrong("", "unknown key '" + key + "'" + hint(key, known));
        }
        boolean isSwitch = key.equals(OFFLINE);
        if (isSwitch ? !value.isBoolean() : !value.isString()) {
            throw wrong("", key + " should be " + (isSwitch ? "true or false" : "a text in quotes"));
        }
        variables.put(
                variable,
                switch (key) {
                    case OFFLINE -> Boolean.toString(value.booleanValue());
                    case INDEX -> userFolder.resolve(value.stringValue());
                    default -> value.stringValue();
                });
    }

    private static String hint(String wrong, Collection<String> known) {
        return Similar.to(wrong, known)
                .map(similar -> "; did you mean '" + similar + "'?")
                .orElse("; there are " + String.join(", ", known));
    }

    /** A filter, or a table with the key filter and options of the command. */
    private void search(String name, JsonNode value) {
        if (!value.isString() && !value.isObject()) {
            throw wrong("", "the saved search " + name + " should be a filter in quotes, or a table with a filter");
        }
        var table = SEARCHES + "." + name;
        var filter = value.isString() ? value : value.path(FILTER);
        if (!filter.isString() && !filter.isMissingNode()) {
            throw wrong("", table + "." + FILTER + " should be a filter in quotes");
        }
        var ofCommand = new ArrayList<ConfiguredOption>();
        value.properties().stream()
                .filter(entry -> !entry.getKey().equals(FILTER))
                .forEach(entry -> ofCommand.add(option(table, entry.getKey(), entry.getValue())));
        searches.put(name, new SavedSearch(filter.asString(""), ofCommand));
    }

    private void optionsOfCommand(String command, JsonNode value) {
        var table = OPTIONS + "." + command;
        if (!commands.contains(command)) {
            throw wrong("", table + ": there is no command '" + command + "'" + hint(command, commands));
        }
        var ofCommand = new ArrayList<ConfiguredOption>();
        each(table, value, (name, given) -> ofCommand.add(option(table, name, given)));
        options.put(command, ofCommand);
    }

    private ConfiguredOption option(String table, String name, JsonNode value) {
        return new ConfiguredOption(table + "." + name, name, words(table, name, value));
    }

    private List<String> words(String table, String name, JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING, NUMBER -> List.of("--" + name + "=" + value.asString());
            case BOOLEAN -> value.booleanValue() ? List.of("--" + name) : List.of();
            case ARRAY ->
                value.valueStream()
                        .flatMap(element -> words(table, name, element).stream())
                        .toList();
            default -> throw wrong("", table + "." + name + " should be a text, a number, true, false or a list");
        };
    }

    private FailureException wrong(String place, String sentence) {
        return new FailureException(ExitCode.USAGE, file + place + ": " + sentence);
    }
}
