package dev.trawl.trace;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.JsonNodeException;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads the fields of one JSON object and remembers which ones it was asked for: the rest are the unknown ones. */
final class JsonFields {
    private final JsonNode object;
    private final Map<String, JsonNode> rest = new LinkedHashMap<>();

    JsonFields(JsonNode object) {
        if (!object.isObject()) {
            throw new MalformedTraceException(
                    "expected an object, found " + object.getNodeType().name().toLowerCase(Locale.ROOT));
        }
        this.object = object;
        object.properties().forEach(property -> rest.put(property.getKey(), property.getValue()));
    }

    boolean has(String name) {
        return object.has(name);
    }

    /** The field, or an empty answer where it is absent or null. */
    Optional<JsonNode> optional(String name) {
        rest.remove(name);
        return Optional.ofNullable(object.get(name)).filter(value -> !value.isNull());
    }

    JsonNode required(String name) {
        return optional(name).orElseThrow(() -> new MalformedTraceException(name + " is missing"));
    }

    JsonNode object(String name) {
        return optional(name).orElseGet(JsonNodeFactory.instance::objectNode);
    }

    String requiredText(String name) {
        return text(required(name));
    }

    Optional<String> optionalText(String name) {
        return optional(name).map(JsonFields::text);
    }

    /** A 64-bit integer, which some writers put in quotes. */
    Optional<Long> optionalLong(String name) {
        return optional(name).map(value -> {
            try {
                return value.isString()
                        ? Long.parseLong(value.stringValue())
                        : value.bigIntegerValue().longValueExact();
            } catch (ArithmeticException | NumberFormatException | JsonNodeException e) {
                throw new MalformedTraceException(
                        name + " is no 64-bit integer: " + abbreviated(PythonJson.readable(value)));
            }
        });
    }

    long requiredLong(String name) {
        return optionalLong(name).orElseThrow(() -> new MalformedTraceException(name + " is missing"));
    }

    List<JsonNode> list(String name) {
        return optional(name)
                .map(value -> {
                    if (!value.isArray()) {
                        throw new MalformedTraceException(name + " is no list");
                    }
                    return value.valueStream().toList();
                })
                .orElse(List.of());
    }

    Map<String, String> texts(String name) {
        var texts = new LinkedHashMap<String, String>();
        object(name).properties().forEach(entry -> texts.put(entry.getKey(), text(entry.getValue())));
        return texts;
    }

    Stream<Map.Entry<String, JsonNode>> entries(String name) {
        return object(name).properties().stream();
    }

    /** All fields that were not asked for, but the ones named here. */
    Map<String, JsonNode> unknown(String... ignored) {
        rest.keySet().removeAll(Set.of(ignored));
        return rest;
    }

    private static String text(JsonNode value) {
        return value.isString() ? value.stringValue() : PythonJson.readable(value);
    }

    private static String abbreviated(String text) {
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }
}
