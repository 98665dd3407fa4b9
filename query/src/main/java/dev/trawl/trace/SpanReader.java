package dev.trawl.trace;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Reads spans in the forms that MLflow writes: exported (attributes are JSON texts), the REST API's (OTLP-like typed
 * attributes), MLflow 3.5.0's and MLflow 2's (hexadecimal ids; mlflow/entities/span.py, {@code Span.from_dict}).
 */
final class SpanReader {
    private SpanReader() {}

    static List<Span> spans(List<JsonNode> list) {
        var spans = new ArrayList<Span>(list.size());
        for (var json : list) {
            try {
                spans.add(span(new JsonFields(json)));
            } catch (MalformedTraceException e) {
                throw e.within("span " + spans.size());
            }
        }
        return spans;
    }

    static Span span(JsonFields fields) {
        return fields.has("context") ? legacy(fields) : current(fields);
    }

    private static Span current(JsonFields fields) {
        var status = new JsonFields(fields.object("status"));
        return new Span(
                id(fields.requiredText("trace_id")),
                id(fields.requiredText("span_id")),
                fields.optionalText("parent_span_id")
                        .filter(id -> !id.isEmpty())
                        .map(SpanReader::id),
                fields.optionalText("name").orElse(""),
                fields.requiredLong("start_time_unix_nano"),
                fields.optionalLong("end_time_unix_nano"),
                fields.list("events").stream()
                        .map(event -> event(new JsonFields(event), "time_unix_nano"))
                        .toList(),
                statusCode(status.optionalText("code")),
                status.optionalText("message").orElse(""),
                attributes(fields),
                fields.list("links"),
                fields.unknown());
    }

    private static Span legacy(JsonFields fields) {
        var context = new JsonFields(fields.required("context"));
        return new Span(
                id(context.requiredText("trace_id")),
                id(context.requiredText("span_id")),
                fields.optionalText("parent_id").map(SpanReader::id),
                fields.optionalText("name").orElse(""),
                fields.requiredLong("start_time"),
                fields.optionalLong("end_time"),
                fields.list("events").stream()
                        .map(event -> event(new JsonFields(event), "timestamp"))
                        .toList(),
                statusCode(fields.optionalText("status_code")),
                fields.optionalText("status_message").orElse(""),
                attributes(fields),
                List.of(),
                fields.unknown());
    }

    private static SpanEvent event(JsonFields fields, String timeField) {
        return new SpanEvent(
                fields.optionalText("name").orElse(""),
                fields.optionalLong(timeField).orElse(0L),
                OtlpValues.isKeyValues(fields.object("attributes"))
                        ? OtlpValues.decoded(fields.object("attributes"))
                        : fields.object("attributes").properties().stream()
                                .collect(
                                        LinkedHashMap::new,
                                        (map, entry) -> map.put(entry.getKey(), entry.getValue()),
                                        Map::putAll),
                fields.unknown());
    }

    /** Key to JSON text. Exported attributes are JSON texts already; the REST API's are typed values. */
    private static Map<String, String> attributes(JsonFields fields) {
        var json = fields.object("attributes");
        if (!OtlpValues.isKeyValues(json)) {
            return fields.texts("attributes");
        }
        var attributes = new LinkedHashMap<String, String>();
        OtlpValues.decoded(json).forEach((key, value) -> attributes.put(key, PythonJson.readable(value)));
        return attributes;
    }

    private static String statusCode(Optional<String> code) {
        return code.map(text -> text.startsWith("STATUS_CODE_") ? text : "STATUS_CODE_" + text)
                .orElse("STATUS_CODE_UNSET");
    }

    /** The id in base64; older forms have hexadecimal digits, after {@code 0x} or {@code tr-} or bare. */
    private static String id(String text) {
        var digits = text.startsWith("0x") ? text.substring(2) : text.startsWith("tr-") ? text.substring(3) : text;
        boolean hexadecimal = (digits.length() == 16 || digits.length() == 32)
                && digits.chars().allMatch(HexFormat::isHexDigit);
        return hexadecimal ? Base64.getEncoder().encodeToString(HexFormat.of().parseHex(digits)) : text;
    }
}
