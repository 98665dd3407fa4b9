package dev.trawl.source.spans;

import dev.trawl.trace.MalformedTraceException;
import dev.trawl.trace.MlflowKey;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.Span;
import dev.trawl.trace.SpanEvent;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/**
 * OpenTelemetry's JSON of spans ({@code ExportTraceServiceRequest}; ids in hexadecimal digits, 64-bit integers as texts), as
 * the collector's file exporter writes it.
 */
final class OtlpJson {
    private OtlpJson() {}

    /** The spans of a request. */
    static List<OtlpSpan> spans(JsonNode request) {
        var spans = new ArrayList<OtlpSpan>();
        for (var resourceSpans : request.path("resourceSpans")) {
            var resource = attributes(resourceSpans.path("resource").path("attributes"));
            for (var scopeSpans : resourceSpans.path("scopeSpans")) {
                for (var span : scopeSpans.path("spans")) {
                    spans.add(new OtlpSpan(span(span), resource));
                }
            }
        }
        return spans;
    }

    private static Span span(JsonNode json) {
        var traceId = bytes(json, "traceId", 16);
        var attributes = new LinkedHashMap<String, String>();
        attributes(json.path("attributes")).forEach((key, value) -> attributes.put(key, PythonJson.readable(value)));
        attributes.put(MlflowKey.SPAN_TRACE_ID, PythonJson.readable(StringNode.valueOf(OtlpSpan.traceId(traceId))));
        var parent = json.path("parentSpanId").asString("");
        return new Span(
                base64(traceId),
                base64(bytes(json, "spanId", 8)),
                parent.isEmpty() ? Optional.empty() : Optional.of(base64(bytes(json, "parentSpanId", 8))),
                json.path("name").asString(""),
                nanoseconds(json, "startTimeUnixNano"),
                Optional.of(nanoseconds(json, "endTimeUnixNano")),
                events(json.path("events")),
                statusCode(json.path("status").path("code")),
                json.path("status").path("message").asString(""),
                Conventions.translated(attributes),
                links(json.path("links")),
                Map.of());
    }

    private static byte[] bytes(JsonNode json, String field, int length) {
        var text = json.path(field).asString("");
        try {
            var bytes = HexFormat.of().parseHex(text);
            if (bytes.length == length) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new MalformedTraceException(field + " is no hexadecimal id: " + text);
        }
        throw new MalformedTraceException(field + (text.isEmpty() ? " is missing" : " has another length: " + text));
    }

    private static String base64(byte[] id) {
        return Base64.getEncoder().encodeToString(id);
    }

    private static long nanoseconds(JsonNode json, String field) {
        var value = json.path(field);
        try {
            if (value.isString()) {
                return Long.parseLong(value.stringValue());
            }
        } catch (NumberFormatException e) {
            throw new MalformedTraceException(field + " is no number: " + value.stringValue());
        }
        if (value.isNumber() && !value.canConvertToLong()) {
            throw new MalformedTraceException(field + " is out of range: " + value.asString());
        }
        return value.asLong(0);
    }

    /** Zero, one or two, or their names. */
    private static String statusCode(JsonNode code) {
        return switch (code.asString("")) {
            case "1", "STATUS_CODE_OK" -> "STATUS_CODE_OK";
            case "2", "STATUS_CODE_ERROR" -> "STATUS_CODE_ERROR";
            default -> "STATUS_CODE_UNSET";
        };
    }

    private static List<SpanEvent> events(JsonNode events) {
        return events.valueStream()
                .map(event -> new SpanEvent(
                        event.path("name").asString(""),
                        nanoseconds(event, "timeUnixNano"),
                        attributes(event.path("attributes")),
                        Map.of()))
                .toList();
    }

    private static List<JsonNode> links(JsonNode links) {
        return links.valueStream().<JsonNode>map(OtlpJson::link).toList();
    }

    private static JsonNode link(JsonNode link) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("trace_id", OtlpSpan.traceId(bytes(link, "traceId", 16)))
                .put("span_id", HexFormat.of().formatHex(bytes(link, "spanId", 8)));
        var attributes = attributes(link.path("attributes"));
        json.set("attributes", attributes.isEmpty() ? NullNode.instance : object(attributes));
        return json;
    }

    private static Map<String, JsonNode> attributes(JsonNode keyValues) {
        var decoded = new LinkedHashMap<String, JsonNode>();
        for (var pair : keyValues) {
            decoded.put(pair.path("key").asString(""), value(pair.path("value")));
        }
        return decoded;
    }

    private static JsonNode value(JsonNode anyValue) {
        if (anyValue.isEmpty()) {
            return NullNode.instance;
        }
        var kind = anyValue.properties().iterator().next();
        var value = kind.getValue();
        return switch (kind.getKey()) {
            case "intValue" -> value.isString() ? integer(value.stringValue()) : value;
            case "doubleValue" -> JsonNodeFactory.instance.numberNode(floating(value));
            case "arrayValue" -> {
                var list = JsonNodeFactory.instance.arrayNode();
                value.path("values").forEach(element -> list.add(value(element)));
                yield list;
            }
            case "kvlistValue" -> object(attributes(value.path("values")));
            default -> value;
        };
    }

    private static JsonNode object(Map<String, JsonNode> fields) {
        return JsonNodeFactory.instance.objectNode().setAll(fields);
    }

    private static JsonNode integer(String text) {
        try {
            return PythonJson.parse(new BigInteger(text).toString());
        } catch (NumberFormatException e) {
            throw new MalformedTraceException("intValue is no number: " + text);
        }
    }

    /** {@code NaN} and the infinities stand in quotes. */
    private static double floating(JsonNode value) {
        try {
            return value.isString() ? Double.parseDouble(value.stringValue()) : value.asDouble();
        } catch (NumberFormatException e) {
            throw new MalformedTraceException("doubleValue is no number: " + value.stringValue());
        }
    }
}
