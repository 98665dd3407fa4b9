package dev.trawl.cli.render;

import dev.trawl.trace.PythonJson;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The text of one cell of MLflow's table ({@code format_table_cell_value}, mlflow/utils/string_utils.py:142, 3.17.2). */
public final class CellText {
    private static final String MISSING = "N/A";
    private static final int VALUES_SHOWN = 3;
    private static final int PREVIEW_LENGTH = 20;
    private static final int CUT_PREVIEW_LENGTH = 17;
    private static final double MS_PER_SECOND = 1000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private CellText() {}

    public static String of(FieldPath path, JsonNode trace) {
        var values = path.valuesIn(trace);
        if (values.isEmpty()) {
            return MISSING;
        }
        var text = values.stream().limit(VALUES_SHOWN).map(JsonAsPython::str).collect(Collectors.joining(", "));
        if (values.size() > VALUES_SHOWN) {
            text += ", ... (+" + (values.size() - VALUES_SHOWN) + " more)";
        }
        return switch (path.text()) {
            case "info.request_time" -> time(text);
            case "info.execution_duration_ms" -> values.getFirst().isNumber() ? duration(values.getFirst()) : text;
            case "info.request_preview", "info.response_preview" -> preview(text);
            default -> text;
        };
    }

    /** All values that the path leads to, uncut, with commas between them; empty if there are none. */
    public static String values(FieldPath path, JsonNode trace) {
        return path.valuesIn(trace).stream()
                .map(value -> value.isString() ? value.stringValue() : PythonJson.readable(value))
                .collect(Collectors.joining(", "));
    }

    /** {@code 2025-10-09 08:53:21 UTC}; what is no time stays as it is. */
    private static String time(String text) {
        try {
            var time = OffsetDateTime.parse(text);
            var zone = time.getOffset().equals(ZoneOffset.UTC) ? "UTC" : "UTC" + time.getOffset();
            return TIME.format(time) + " " + zone;
        } catch (DateTimeException noTime) {
            return text;
        }
    }

    /** {@code 20ms}, {@code 1.5s}; Python rounds the exact binary value, half to even. */
    private static String duration(JsonNode milliseconds) {
        double duration = milliseconds.doubleValue();
        if (!Double.isFinite(duration)) {
            return JsonAsPython.str(milliseconds);
        }
        return duration < MS_PER_SECOND
                ? (long) duration + "ms"
                : new BigDecimal(duration / MS_PER_SECOND).setScale(1, RoundingMode.HALF_EVEN) + "s";
    }

    private static String preview(String text) {
        return text.codePointCount(0, text.length()) > PREVIEW_LENGTH
                ? text.substring(0, text.offsetByCodePoints(0, CUT_PREVIEW_LENGTH)) + "..."
                : text;
    }
}
