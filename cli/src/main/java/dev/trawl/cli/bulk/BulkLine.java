package dev.trawl.cli.bulk;

import dev.trawl.cli.console.UsageException;
import dev.trawl.cli.paging.SearchCursor;
import dev.trawl.query.SearchRequest;
import dev.trawl.trace.PythonJson;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One line of a bulk search: a plain filter, or, when it begins with an opening brace, JSON with {@code filter}, {@code
 * order_by} (list), {@code experiment_ids} (list), {@code max_results}, {@code page_token}, {@code strict} and {@code
 * explain}.
 *
 * @param request without {@code max_results}, for all matching traces
 * @param explain whether the answer tells how the filter is understood, too
 */
record BulkLine(SearchRequest request, boolean explain) {
    private static final String KEYS = "filter, order_by, experiment_ids, max_results, page_token, strict, explain";

    /**
     * What the line asks for.
     *
     * @throws UsageException if it is not in UTF-8, or nothing that {@link #parse(String)} reads
     */
    static BulkLine parse(byte[] line) {
        try {
            return parse(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new UsageException("not valid UTF-8; give the line in that encoding");
        }
    }

    /**
     * What the line asks for. A blank line is the empty filter.
     *
     * @throws UsageException if the line begins with a brace and is no such JSON
     */
    static BulkLine parse(String line) {
        if (!line.stripLeading().startsWith("{")) {
            return new BulkLine(everything(line.isBlank() ? "" : line), false);
        }
        var request = everything("");
        boolean explain = false;
        var pageToken = Optional.<String>empty();
        for (var property : object(line).properties()) {
            switch (property.getKey()) {
                case "explain" -> explain = truth("explain", property.getValue());
                // It belongs to an order, which may stand behind it.
                case "page_token" -> pageToken = Optional.of(text("page_token", property.getValue()));
                default -> request = with(request, property);
            }
        }
        var whole = request;
        return new BulkLine(
                pageToken.map(token -> SearchCursor.goOn(whole, token)).orElse(whole), explain);
    }

    /** The filter of a line that {@link #parse} refuses, under which it is answered; the line itself when there is none to read. */
    static String filterOf(String line) {
        try {
            return object(line).path("filter").stringValueOpt().orElse(line);
        } catch (UsageException noObject) {
            return line;
        }
    }

    private static SearchRequest everything(String filter) {
        return SearchRequest.of(filter).withLimit(SearchRequest.ALL);
    }

    private static ObjectNode object(String line) {
        try {
            if (PythonJson.parse(line) instanceof ObjectNode object) {
                return object;
            }
            throw new UsageException("not a JSON object");
        } catch (JacksonException notJson) {
            throw new UsageException(
                    "not JSON: " + notJson.getOriginalMessage().replaceFirst(" \\(start marker at .*", ""));
        }
    }

    private static SearchRequest with(SearchRequest request, Map.Entry<String, JsonNode> property) {
        var key = property.getKey();
        var value = property.getValue();
        return switch (key) {
            case "filter" -> request.withFilter(text(key, value));
            case "order_by" -> request.withOrderBy(texts(key, value));
            case "experiment_ids" -> request.withExperimentIds(texts(key, value));
            case "max_results" -> request.withLimit(positive(key, value));
            case "strict" -> request.withStrict(truth(key, value));
            default -> throw new UsageException("unknown key '" + key + "'; there are " + KEYS);
        };
    }

    private static String text(String key, JsonNode value) {
        if (!value.isString()) {
            throw new UsageException("'" + key + "' must be a string");
        }
        return value.stringValue();
    }

    private static List<String> texts(String key, JsonNode value) {
        if (!value.isArray() || !value.valueStream().allMatch(JsonNode::isString)) {
            throw new UsageException("'" + key + "' must be a list of strings");
        }
        return value.valueStream().map(JsonNode::stringValue).toList();
    }

    private static int positive(String key, JsonNode value) {
        if (!value.isInt() || value.intValue() <= 0) {
            throw new UsageException("'" + key + "' must be a positive integer");
        }
        return value.intValue();
    }

    private static boolean truth(String key, JsonNode value) {
        if (!value.isBoolean()) {
            throw new UsageException("'" + key + "' must be true or false");
        }
        return value.booleanValue();
    }
}
