package dev.trawl.cli.render;

import dev.trawl.trace.PythonJson;
import dev.trawl.trace.PythonRepr;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * JSON values as Python's {@code str} and {@code repr} write them, which is how they stand in MLflow's tables and in its
 * error messages.
 */
public final class JsonAsPython {
    private JsonAsPython() {}

    /** {@code str(value)}: a text stands as it is, everything else as {@link #repr}. */
    public static String str(JsonNode value) {
        return value.isString() ? value.stringValue() : repr(value);
    }

    /** {@code repr(value)}. */
    public static String repr(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> PythonRepr.of(value.stringValue());
            case NUMBER -> number(value);
            case BOOLEAN -> value.booleanValue() ? "True" : "False";
            case NULL, MISSING -> "None";
            case ARRAY -> value.valueStream().map(JsonAsPython::repr).collect(Collectors.joining(", ", "[", "]"));
            case OBJECT ->
                value.propertyStream()
                        .map(property -> PythonRepr.of(property.getKey()) + ": " + repr(property.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case BINARY, POJO -> throw new IllegalStateException("not from JSON: " + value.getNodeType());
        };
    }

    private static String number(JsonNode number) {
        return switch (PythonJson.ascii(number)) {
            case "NaN" -> "nan";
            case "Infinity" -> "inf";
            case "-Infinity" -> "-inf";
            case String text -> text;
        };
    }
}
