package dev.trawl.trace;

import java.math.BigInteger;
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

    /** The first field is the value: a protobuf {@code oneof} has one at most. */
    private static JsonNode value(JsonNode anyValue) {
        if (anyValue.isEmpty()) {
            return NullNode.instance;
        }
        var kind = anyValue.properties().iterator().next();
        var value = kind.getValue();
        return switch (kind.getKey()) {
            case "int_value" -> value.isString() ? new BigIntegerNode(new BigInteger(value.stringValue())) : value;
            case "double_value" -> DoubleNode.valueOf(floating(value));
            case "array_value" -> {
                var list = JsonNodeFactory.instance.arrayNode();
                value.path("values").forEach(element -> list.add(value(element)));
                yield list;
            }
            case "kvlist_value" -> JsonNodeFactory.instance.objectNode().setAll(decoded(value.path("values")));
            default -> value;
        };
    }

    /** Protobuf's JSON puts {@code NaN} and the infinities in quotes. */
    private static double floating(JsonNode value) {
        return value.isString() ? Double.parseDouble(value.stringValue()) : value.doubleValue();
    }
}
