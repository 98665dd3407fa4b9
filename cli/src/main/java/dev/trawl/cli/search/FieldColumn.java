package dev.trawl.cli.search;

import dev.trawl.query.FieldReader;
import dev.trawl.query.FieldReader.FieldValue;
import dev.trawl.query.bind.FieldType;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.TraceParts;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A field of traces as a column of the result.
 *
 * @param name as it was asked for
 */
record FieldColumn(String name, FieldReader reader) {
    private static final String MILLISECONDS = "_ms";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** A time in words, unless its name asks for milliseconds. */
    boolean isTime() {
        return reader.type() == FieldType.TIME && !name.endsWith(MILLISECONDS);
    }

    /** A duration in words, unless its name asks for milliseconds. */
    boolean isDuration() {
        return reader.type() == FieldType.DURATION && !name.endsWith(MILLISECONDS);
    }

    boolean isNumeric() {
        return switch (reader.type()) {
            case NUMBER, TIME, DURATION -> !isTime();
            case TEXT, LONG_TEXT, TYPED, TEXT_OR_NUMBER -> false;
        };
    }

    /** For CSV: times in ISO 8601, several values with commas between them, a missing one empty. */
    String text(TraceParts trace) {
        return reader.values(trace).stream()
                .map(value -> isTime() && value.number().isPresent()
                        ? Instant.ofEpochMilli(value.number().get().longValue()).toString()
                        : value.text())
                .collect(Collectors.joining(", "));
    }

    /** For JSON: one value, null for none, a list for several. */
    JsonNode json(TraceParts trace) {
        var values = reader.values(trace);
        if (values.size() == 1) {
            return json(values.getFirst());
        }
        if (values.isEmpty()) {
            return NODES.nullNode();
        }
        var list = NODES.arrayNode();
        values.forEach(value -> list.add(json(value)));
        return list;
    }

    private JsonNode json(FieldValue value) {
        if (isTime() && value.number().isPresent()) {
            return NODES.stringNode(
                    Instant.ofEpochMilli(value.number().get().longValue()).toString());
        }
        return value.number().map(FieldColumn::number).orElseGet(() -> NODES.stringNode(value.text()));
    }

    /** The number in its own digits: {@code 7}, {@code 0.0021}. */
    private static JsonNode number(BigDecimal number) {
        return PythonJson.parse(number.stripTrailingZeros().toPlainString());
    }

    /** An object of all columns. */
    static JsonNode object(List<FieldColumn> columns, TraceParts trace) {
        var object = NODES.objectNode();
        columns.forEach(column -> object.set(column.name(), column.json(trace)));
        return object;
    }
}
