package dev.trawl.export;

import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.MlflowKey;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.Span;
import dev.trawl.trace.SpanEvent;
import dev.trawl.trace.TraceInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * OpenTelemetry's JSON ({@code ExportTraceServiceRequest}), a trace a line. A trace without spans has no place in it. Of the
 * info there stand the tags, as attributes of the resource, and name, session and user, as attributes of the root that
 * MLflow's server knows.
 */
final class OtlpWriter implements TraceWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /**
     * Levels of lists and objects in an attribute; a deeper one is written as a text, its JSON, which MLflow's server and
     * trawl decode. Readers of protobuf stop at 100 messages in one another, of which a level takes three.
     */
    private static final int DEEPEST = 30;

    private final OutputStream out;

    OtlpWriter(OutputStream out) {
        this.out = out;
    }

    @Override
    public boolean write(IndexedTrace trace) throws IOException {
        if (trace.trace().spans().isEmpty()) {
            return false;
        }
        out.write(PythonJson.readable(request(trace)).getBytes(StandardCharsets.UTF_8));
        out.write('\n');
        return true;
    }

    private static ObjectNode request(IndexedTrace trace) {
        var info = trace.trace().info();
        var request = JSON.objectNode();
        var resourceSpans = request.putArray("resourceSpans").addObject();
        Map<String, JsonNode> resource = new LinkedHashMap<>();
        info.tags().forEach((key, value) -> {
            if (!key.startsWith(MlflowKey.PREFIX)) {
                resource.put(key, StringNode.valueOf(value));
            }
        });
        resourceSpans.putObject("resource").set("attributes", attributes(resource));
        var scopeSpans = resourceSpans.putArray("scopeSpans").addObject();
        scopeSpans.putObject("scope").put("name", "trawl");
        var spans = scopeSpans.putArray("spans");
        trace.trace().spans().forEach(span -> spans.add(span(span, info)));
        return request;
    }

    private static ObjectNode span(Span span, TraceInfo info) {
        var json = JSON.objectNode()
                .put("traceId", Span.hexadecimal(span.traceId()))
                .put("spanId", Span.hexadecimal(span.spanId()));
        span.parentSpanId().ifPresent(parent -> json.put("parentSpanId", Span.hexadecimal(parent)));
        json.put("name", span.name()).put("kind", 1);
        json.put("startTimeUnixNano", Long.toString(span.startTimeUnixNano()));
        span.endTimeUnixNano().ifPresent(end -> json.put("endTimeUnixNano", Long.toString(end)));
        Map<String, JsonNode> attributes = new LinkedHashMap<>();
        span.attributes().forEach((key, value) -> attributes.put(key, PythonJson.parseOrText(value)));
        if (span.parentSpanId().isEmpty()) {
            add(attributes, MlflowKey.TRACE_TAG_PREFIX + MlflowKey.TRACE_NAME, info.name());
            add(attributes, "session.id", info.session());
            add(attributes, "user.id", info.user());
        }
        json.set("attributes", attributes(attributes));
        if (!span.events().isEmpty()) {
            var events = json.putArray("events");
            span.events().forEach(event -> events.add(event(event)));
        }
        if (!span.links().isEmpty()) {
            var links = json.putArray("links");
            span.links().forEach(link -> links.add(link(link)));
        }
        json.set("status", status(span));
        return json;
    }

    private static void add(Map<String, JsonNode> attributes, String key, Optional<String> value) {
        value.ifPresent(text -> attributes.putIfAbsent(key, StringNode.valueOf(text)));
    }

    private static ObjectNode status(Span span) {
        var status = JSON.objectNode();
        if (!span.statusMessage().isEmpty()) {
            status.put("message", span.statusMessage());
        }
        switch (span.status()) {
            case "OK" -> status.put("code", 1);
            case "ERROR" -> status.put("code", 2);
            default -> {}
        }
        return status;
    }

    private static ObjectNode event(SpanEvent event) {
        var json = JSON.objectNode().put("timeUnixNano", Long.toString(event.timeUnixNano()));
        json.put("name", event.name());
        json.set("attributes", attributes(event.attributes()));
        return json;
    }

    private static ObjectNode link(JsonNode link) {
        var traceId = link.path("trace_id").asString("");
        var json = JSON.objectNode()
                .put("traceId", traceId.startsWith("tr-") ? traceId.substring(3) : Span.hexadecimal(traceId))
                .put("spanId", link.path("span_id").asString(""));
        Map<String, JsonNode> attributes = new LinkedHashMap<>();
        link.path("attributes").properties().forEach(entry -> attributes.put(entry.getKey(), entry.getValue()));
        json.set("attributes", attributes(attributes));
        return json;
    }

    private static ArrayNode attributes(Map<String, JsonNode> attributes) {
        Map<String, JsonNode> readable = new LinkedHashMap<>();
        attributes.forEach((key, value) ->
                readable.put(key, isDeeper(value, DEEPEST) ? StringNode.valueOf(PythonJson.readable(value)) : value));
        return keyValues(readable);
    }

    private static boolean isDeeper(JsonNode value, int levels) {
        return value.isContainer()
                && (levels == 0 || value.valueStream().anyMatch(inner -> isDeeper(inner, levels - 1)));
    }

    private static ArrayNode keyValues(Map<String, JsonNode> attributes) {
        var list = JSON.arrayNode();
        attributes.forEach((key, value) -> list.addObject().put("key", key).set("value", anyValue(value)));
        return list;
    }

    private static ObjectNode anyValue(JsonNode value) {
        var json = JSON.objectNode();
        switch (value.getNodeType()) {
            case STRING -> json.put("stringValue", value.stringValue());
            case BOOLEAN -> json.put("boolValue", value.booleanValue());
            case NUMBER -> number(json, value);
            case ARRAY -> {
                var values = json.putObject("arrayValue").putArray("values");
                value.forEach(element -> values.add(anyValue(element)));
            }
            case OBJECT -> {
                Map<String, JsonNode> fields = new LinkedHashMap<>();
                value.properties().forEach(entry -> fields.put(entry.getKey(), entry.getValue()));
                json.putObject("kvlistValue").set("values", keyValues(fields));
            }
            case NULL, MISSING, BINARY, POJO -> {}
        }
        return json;
    }

    /**
     * Protobuf's JSON: 64-bit integers and what is no finite number stand in quotes; a larger integer becomes a double, or a
     * text where there is none.
     */
    private static void number(ObjectNode json, JsonNode value) {
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            json.put("intValue", Long.toString(value.longValue()));
            return;
        }
        double nearest = value.isIntegralNumber() ? value.bigIntegerValue().doubleValue() : value.doubleValue();
        if (Double.isFinite(nearest)) {
            json.put("doubleValue", nearest);
        } else if (value.isIntegralNumber()) {
            json.put("stringValue", value.bigIntegerValue().toString());
        } else {
            json.put("doubleValue", Double.toString(nearest));
        }
    }

    @Override
    public void finish() {}
}
