package dev.trawl.trace;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;

/**
 * OpenTelemetry's typed attribute values ({@code AnyValue}) as MLflow's REST API writes them, decoded to plain JSON the
 * way MLflow's client does (mlflow/tracing/utils/otlp.py, {@code _decode_otel_proto_anyvalue}).
 */
final class OtlpValues {
    private OtlpValues() {}

    /** Whether the attributes are a list of keys and typed values. */
    static boolean isKeyValues(JsonNode attributes) {
        return attributes.isArray();
    }

    static Map<String, JsonNode> decoded(JsonNode keyValues) {
        var decoded = new LinkedHashMap<String, JsonNode>();
        for (var pair : keyValues) {
            var fields = new JsonFields(pair);
            decoded.put(
                    fields.requiredText("key"),
                    fields.optional("value").map(OtlpValues::value).orElse(NullNode.instance));
        }
        return decoded;
    }

    private static JsonNode value(JsonNode anyValue) {
        for (var kind : anyValue.properties()) {
            var value = kind.getValue();
            switch (kind.getKey()) {
                case "string_value", "bool_value", "bytes_value":
                    return value;
                case "int_value":
                    return value.isString() ? new BigIntegerNode(new java.math.BigInteger(value.stringValue())) : value;
                case "double_value":
                    return DoubleNode.valueOf(
                            value.isString() ? Double.parseDouble(value.stringValue()) : value.doubleValue());
                case "array_value":
                    var list = JsonNodeFactory.instance.arrayNode();
                    value.path("values").forEach(element -> list.add(value(element)));
                    return list;
                case "kvlist_value":
                    return JsonNodeFactory.instance.objectNode().setAll(decoded(value.path("values")));
                default:
                    break;
            }
        }
        return NullNode.instance;
    }
}
