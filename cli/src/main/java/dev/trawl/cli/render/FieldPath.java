package dev.trawl.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A way to values inside a trace's JSON, as {@code --extract-fields} takes it: names separated by dots, {@code *} for
 * everything at one level, backticks around a part that holds dots (mlflow/utils/jsonpath_utils.py, 3.17.2).
 *
 * @param text as the person wrote it
 * @param parts the names along the way; backticks are gone, so a quoted {@code *} is a wildcard too, as in MLflow
 */
public record FieldPath(String text, List<String> parts) {
    public FieldPath {
        parts = List.copyOf(parts);
    }

    /** The paths of a comma-separated list, trimmed; a comma separates inside backticks too, as in MLflow. */
    public static List<FieldPath> list(String commaSeparated) {
        return Stream.of(commaSeparated.split(",", -1))
                .map(String::strip)
                .map(FieldPath::of)
                .toList();
    }

    /** Reads a path ({@code split_path_respecting_backticks}); empty parts do not count. */
    public static FieldPath of(String text) {
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '`') {
                quoted = !quoted;
            } else if (c == '.' && !quoted) {
                finish(part, parts);
            } else {
                part.append(c);
            }
        }
        finish(part, parts);
        return new FieldPath(text, parts);
    }

    private static void finish(StringBuilder part, List<String> parts) {
        if (!part.isEmpty()) {
            parts.add(part.toString());
            part.setLength(0);
        }
    }

    /** Whether the path may lead to several values; an asterisk anywhere in the text counts, as in MLflow. */
    boolean hasWildcard() {
        return text.contains("*");
    }

    /** All values that the path leads to ({@code jsonpath_extract_values}); list elements are reached by {@code *} only. */
    List<JsonNode> valuesIn(JsonNode json) {
        var values = new ArrayList<JsonNode>();
        collect(json, 0, values);
        return values;
    }

    private void collect(JsonNode json, int depth, List<JsonNode> values) {
        if (depth == parts.size()) {
            values.add(json);
        } else if (parts.get(depth).equals("*")) {
            json.forEach(child -> collect(child, depth + 1, values));
        } else {
            json.optional(parts.get(depth)).ifPresent(child -> collect(child, depth + 1, values));
        }
    }
}
