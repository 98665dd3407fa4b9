package dev.trawl.cli.render;

import dev.trawl.query.Similar;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Says which of the asked-for fields a trace does not have, in MLflow's words ({@code validate_field_paths},
 * mlflow/utils/jsonpath_utils.py:206, 3.17.2), and what was probably meant. Paths with wildcards are not judged.
 */
public final class FieldProblems {
    private static final int INFO_FIELDS_SHOWN = 8;
    private static final int DATA_FIELDS_SHOWN = 5;
    private static final int DEEPEST_PATH_DOTS = 2;

    private FieldProblems() {}

    /** The error text, empty when all fields are there. */
    public static Optional<String> of(List<FieldPath> fields, JsonNode trace, boolean verbose) {
        var missing = fields.stream()
                .filter(field -> !field.hasWildcard() && field.valuesIn(trace).isEmpty())
                .toList();
        return missing.isEmpty() ? Optional.empty() : Optional.of(message(missing, available(trace), verbose));
    }

    private static String message(List<FieldPath> missing, SortedSet<String> available, boolean verbose) {
        var message = new StringBuilder("❌ Invalid field path(s):\n");
        missing.forEach(field -> message.append("   • ")
                .append(field.text())
                .append(similar(field.text(), available)
                        .map(path -> "; did you mean " + path + "?")
                        .orElse(""))
                .append('\n'));
        message.append("\n💡 Use dot notation to specify nested fields:");
        message.append("\n   Examples: info.trace_id, info.state, info.assessments.*");
        if (available.isEmpty()) {
            return message.toString();
        }
        message.append("\n\n📋 Available fields in this data:\n");
        var info = startingWith("info.", available);
        var data = startingWith("data.", available);
        if (verbose) {
            message.append(all("Info", info)).append(all("Data", data));
        } else {
            message.append(some("info", info, INFO_FIELDS_SHOWN)).append(some("data", data, DATA_FIELDS_SHOWN));
            message.append("\n💡 Tip: Use --verbose flag to see all available fields");
        }
        return message.toString();
    }

    /** One beside it of a similar name. */
    private static Optional<String> similar(String path, SortedSet<String> available) {
        var parent = path.substring(0, path.lastIndexOf('.') + 1);
        var names = startingWith(parent, available).stream()
                .map(sibling -> sibling.substring(parent.length()))
                .toList();
        return Similar.to(path.substring(parent.length()), names).map(name -> parent + name);
    }

    private static List<String> startingWith(String prefix, SortedSet<String> available) {
        return available.stream().filter(path -> path.startsWith(prefix)).toList();
    }

    private static String all(String title, List<String> paths) {
        return paths.isEmpty()
                ? ""
                : paths.stream()
                        .map(path -> "     • " + path + "\n")
                        .collect(Collectors.joining("", "   " + title + " fields:\n", ""));
    }

    private static String some(String top, List<String> paths, int shown) {
        if (paths.isEmpty()) {
            return "";
        }
        var more = paths.size() > shown ? ", ... (+" + (paths.size() - shown) + " more)" : "";
        return paths.stream().limit(shown).collect(Collectors.joining(", ", "   " + top + ".*: ", more + "\n"));
    }

    /** The paths a person could ask for, three levels deep ({@code get_available_field_suggestions}). */
    private static SortedSet<String> available(JsonNode trace) {
        var paths = new TreeSet<String>();
        collect(trace, "", paths);
        return paths;
    }

    private static void collect(JsonNode json, String path, SortedSet<String> paths) {
        for (var property : json.properties()) {
            var child = path.isEmpty() ? property.getKey() : path + "." + property.getKey();
            paths.add(child);
            if (path.chars().filter(c -> c == '.').count() < DEEPEST_PATH_DOTS) {
                collect(property.getValue(), child, paths);
            }
        }
        if (json.isArray() && !json.isEmpty()) {
            var elements = path.isEmpty() ? "*" : path + ".*";
            paths.add(elements);
            if (json.get(0).isObject()) {
                collect(json.get(0), elements, paths);
            }
        }
    }
}
