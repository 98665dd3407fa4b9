package dev.trawl.cli.diff;

import dev.trawl.trace.PythonJson;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One place in which two JSON values differ.
 *
 * @param whole what the two values are, the beginning of the path
 * @param path names and positions, such as {@code inputs.messages.2.content}
 * @param first what stands there in the first one, if anything
 * @param second what stands there in the second one, if anything
 */
record JsonDifference(String whole, String path, Optional<String> first, Optional<String> second) {
    private static final int DEEPEST = 100;

    /** All places, in the order of the first value. */
    static List<JsonDifference> between(String whole, Optional<JsonNode> first, Optional<JsonNode> second) {
        var differences = new ArrayList<JsonDifference>();
        collect(whole, whole, first, second, 0, differences);
        return differences;
    }

    private static void collect(
            String whole,
            String path,
            Optional<JsonNode> first,
            Optional<JsonNode> second,
            int depth,
            List<JsonDifference> differences) {
        if (first.equals(second)) {
            return;
        }
        boolean objects = both(first, second, JsonNode::isObject);
        if (depth < DEEPEST && objects) {
            var names = new LinkedHashSet<>(first.orElseThrow().propertyNames());
            names.addAll(second.orElseThrow().propertyNames());
            names.forEach(name -> collect(
                    whole,
                    path + "." + name,
                    first.flatMap(node -> node.optional(name)),
                    second.flatMap(node -> node.optional(name)),
                    depth + 1,
                    differences));
        } else if (depth < DEEPEST && both(first, second, JsonNode::isArray)) {
            int longest =
                    Math.max(first.orElseThrow().size(), second.orElseThrow().size());
            for (int i = 0; i < longest; i++) {
                int at = i;
                collect(
                        whole,
                        path + "." + i,
                        first.flatMap(node -> node.optional(at)),
                        second.flatMap(node -> node.optional(at)),
                        depth + 1,
                        differences);
            }
        } else {
            differences.add(
                    new JsonDifference(whole, path, first.map(JsonDifference::text), second.map(JsonDifference::text)));
        }
    }

    private interface Kind {
        boolean is(JsonNode node);
    }

    private static boolean both(Optional<JsonNode> first, Optional<JsonNode> second, Kind kind) {
        return first.filter(kind::is).isPresent() && second.filter(kind::is).isPresent();
    }

    private static String text(JsonNode node) {
        return node.isString() ? node.stringValue() : PythonJson.readable(node);
    }
}
