package dev.trawl.cli.render;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Cuts a trace's JSON down to some fields and keeps its nesting, as MLflow does for {@code --output json
 * --extract-fields} ({@code filter_json_by_fields}, mlflow/utils/jsonpath_utils.py:99, 3.17.2). MLflow goes through a
 * set of paths, so the order of its keys changes from run to run; here they keep the order in which they were asked for.
 *
 * <p>A path that a wildcard expands to is written with dots and read again, in MLflow and here: {@code info.tags.*} does
 * not reach keys that hold dots themselves. {@code info.tags} does.
 */
public final class FieldSelection {
    private FieldSelection() {}

    public static ObjectNode select(JsonNode trace, List<FieldPath> fields) {
        var selected = JsonNodeFactory.instance.objectNode();
        for (var path : expand(trace, fields)) {
            var parts = FieldPath.of(path).parts();
            valueAt(trace, parts)
                    .filter(value -> !value.isNull())
                    .ifPresent(value -> put(trace, selected, parts, value.deepCopy()));
        }
        return selected;
    }

    private static Set<String> expand(JsonNode trace, List<FieldPath> fields) {
        var paths = new LinkedHashSet<String>();
        for (var field : fields) {
            if (field.hasWildcard()) {
                collect(trace, field.parts(), 0, "", paths);
            } else {
                paths.add(field.text());
            }
        }
        return paths;
    }

    private static void collect(JsonNode json, List<String> parts, int depth, String path, Set<String> paths) {
        if (depth == parts.size()) {
            paths.add(path.startsWith(".") ? path.substring(1) : path);
            return;
        }
        var part = parts.get(depth);
        if (part.equals("*")) {
            int i = 0;
            for (var child : json.isArray() ? json : List.<JsonNode>of()) {
                collect(child, parts, depth + 1, path + "." + i++, paths);
            }
            json.properties()
                    .forEach(child -> collect(child.getValue(), parts, depth + 1, path + "." + child.getKey(), paths));
        } else {
            json.optional(part).ifPresent(child -> collect(child, parts, depth + 1, path + "." + part, paths));
        }
    }

    /** {@code get_nested_value_safe}: here a number reaches a list element. */
    private static Optional<JsonNode> valueAt(JsonNode trace, List<String> parts) {
        var value = Optional.of(trace);
        for (var part : parts) {
            value = value.flatMap(json -> child(json, part));
        }
        return value;
    }

    private static Optional<JsonNode> child(JsonNode json, String part) {
        return json.isArray() && isIndex(part) ? json.optional(index(part)) : json.optional(part);
    }

    /**
     * {@code set_nested_value}: makes the objects and lists along the way, as they are in the trace; gives up where something else
     * stands. MLflow makes a list of whatever has a number for its key, one as long as the number.
     */
    private static void put(JsonNode trace, ObjectNode root, List<String> parts, JsonNode value) {
        if (parts.isEmpty()) {
            return;
        }
        JsonNode current = root;
        var source = Optional.of(trace);
        for (int i = 0; i + 1 < parts.size(); i++) {
            var part = parts.get(i);
            source = source.flatMap(json -> child(json, part));
            boolean isList = source.filter(JsonNode::isArray).isPresent();
            if (current instanceof ArrayNode list && isIndex(part)) {
                current = element(list, index(part));
            } else if (current instanceof ObjectNode object) {
                if (!object.has(part)) {
                    object.set(part, isList ? object.arrayNode() : object.objectNode());
                }
                current = object.get(part);
            } else {
                return;
            }
        }
        putLast(current, parts.getLast(), value);
    }

    private static void putLast(JsonNode container, String part, JsonNode value) {
        if (container instanceof ArrayNode list && isIndex(part)) {
            while (list.size() <= index(part)) {
                list.addNull();
            }
            list.set(index(part), value);
        } else if (container instanceof ObjectNode object) {
            object.set(part, value);
        }
    }

    private static JsonNode element(ArrayNode list, int index) {
        while (list.size() <= index) {
            list.addObject();
        }
        return list.get(index);
    }

    private static boolean isIndex(String part) {
        return part.length() < 10 && part.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static int index(String part) {
        return Integer.parseInt(part);
    }
}
