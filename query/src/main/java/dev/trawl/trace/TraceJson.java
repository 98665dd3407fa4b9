package dev.trawl.trace;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * MLflow's JSON for a trace, read in every form in which MLflow writes it and written in one: that of
 * {@code Trace.to_dict()} (mlflow/entities/trace.py, 3.17.2), which {@code mlflow traces get} prints.
 *
 * <ul>
 *   <li>exported: {@code {"info": {…}, "data": {"spans": […]}}}, also with the info of MLflow 2 ({@code request_id})
 *   <li>the REST API's: {@code {"trace_info": {…}, "spans": [OTLP-like]}}, also inside {@code {"trace": …}}
 *   <li>an info alone, as the search endpoint answers it: a trace without spans
 * </ul>
 */
public final class TraceJson {
    private TraceJson() {}

    /**
     * Reads a trace in whatever form it is.
     *
     * @throws MalformedTraceException if the JSON is no trace, saying where
     */
    public static Trace read(JsonNode json) {
        var fields = new JsonFields(json);
        if (fields.has("trace")) {
            return read(fields.required("trace"));
        }
        if (fields.has("info")) {
            var info = info(fields.required("info"));
            var spans = spans(fields.object("data"), info.traceId());
            return new Trace(info, spans, fields.unknown());
        }
        if (fields.has("trace_info")) {
            var info = info(fields.required("trace_info"));
            return new Trace(info, spans(json, info.traceId()), fields.unknown("spans"));
        }
        if (fields.has("trace_id") || fields.has("request_id")) {
            return new Trace(info(json), List.of());
        }
        throw new MalformedTraceException("neither info nor trace_info nor trace_id is there");
    }

    /** The spans of an object that has a list {@code spans}: a trace's data, a {@code traces.json} file. */
    public static List<Span> spans(JsonNode data, String traceId) {
        try {
            return SpanReader.spans(new JsonFields(data).list("spans"));
        } catch (MalformedTraceException e) {
            throw e.within("trace " + traceId);
        }
    }

    /** Reads one span, as {@link #span} writes it or in any other form of MLflow's. */
    public static Span readSpan(JsonNode json) {
        return SpanReader.span(new JsonFields(json));
    }

    private static TraceInfo info(JsonNode json) {
        return TraceInfoReader.info(new JsonFields(json));
    }

    /** The trace as {@code Trace.to_dict()} gives it, unknown fields after the known ones. */
    public static ObjectNode write(Trace trace) {
        var json = object();
        json.set("info", TraceInfoWriter.info(trace.info()));
        json.set("data", object().set("spans", spans(trace.spans())));
        json.setAll(trace.unknown());
        return json;
    }

    private static ArrayNode spans(List<Span> spans) {
        var array = JsonNodeFactory.instance.arrayNode();
        spans.forEach(span -> array.add(span(span)));
        return array;
    }

    /** A span as MLflow exports it, which is also how its server stores it ({@code spans.content}). */
    public static ObjectNode span(Span span) {
        var json = spanBeforeAttributes(span);
        json.set("attributes", texts(span.attributes()));
        json.setAll(spanBehindAttributes(span));
        return json;
    }

    static ObjectNode spanBeforeAttributes(Span span) {
        var json = object().put("trace_id", span.traceId()).put("span_id", span.spanId());
        json.put("parent_span_id", span.parentSpanId().orElse(null));
        json.put("name", span.name()).put("start_time_unix_nano", span.startTimeUnixNano());
        json.put("end_time_unix_nano", span.endTimeUnixNano().orElse(null));
        var events = json.putArray("events");
        span.events().forEach(event -> events.add(event(event)));
        json.putObject("status").put("code", span.statusCode()).put("message", span.statusMessage());
        return json;
    }

    static ObjectNode spanBehindAttributes(Span span) {
        var json = object();
        json.putArray("links").addAll(span.links());
        json.setAll(span.unknown());
        return json;
    }

    private static ObjectNode event(SpanEvent event) {
        var json = object().put("name", event.name()).put("time_unix_nano", event.timeUnixNano());
        json.putObject("attributes").setAll(event.attributes());
        json.setAll(event.unknown());
        return json;
    }

    static ObjectNode texts(Map<String, String> texts) {
        var json = object();
        texts.forEach(json::put);
        return json;
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
