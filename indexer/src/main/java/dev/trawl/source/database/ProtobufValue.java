package dev.trawl.source.database;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** JSON on its way through {@code google.protobuf.Value}, in which a server tells it: every number is a double. */
final class ProtobufValue {
    private ProtobufValue() {}

    static JsonNode of(JsonNode value) {
        return switch (value.getNodeType()) {
            case NUMBER -> DoubleNode.valueOf(value.doubleValue());
            case ARRAY -> {
                var list = JsonNodeFactory.instance.arrayNode();
                value.forEach(element -> list.add(of(element)));
                yield list;
            }
            case OBJECT -> {
                Map<String, JsonNode> fields = new LinkedHashMap<>();
                value.properties().forEach(field -> fields.put(field.getKey(), of(field.getValue())));
                yield JsonNodeFactory.instance.objectNode().setAll(fields);
            }
            case STRING, BOOLEAN, NULL, BINARY, MISSING, POJO -> value;
        };
    }
}
