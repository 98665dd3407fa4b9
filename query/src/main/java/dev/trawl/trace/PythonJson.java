package dev.trawl.trace;

import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * JSON as Python's {@code json} module reads and writes it, which is the JSON of MLflow: {@code ", "} and {@code ": "}
 * between things, {@code NaN} and {@code Infinity} for numbers, floats in Python's shortest form ({@code 1e-07}),
 * integers of any size, lone surrogates in texts.
 *
 * <p>Stateless and thread-safe. Sizes are bounded by memory only, nesting by {@value #DEEPEST}.
 */
public final class PythonJson {
    /** Levels of nesting; Python itself stops near 1,000. */
    private static final int DEEPEST = 2_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNestingDepth(DEEPEST)
                    .build())
            .build();

    private static final JsonTree TREES = new JsonTree();

    private PythonJson() {}

    /**
     * Parses a text.
     *
     * @throws JacksonException if the text is not one JSON value
     */
    public static JsonNode parse(String json) {
        try (var parser = FACTORY.createParser(TREES, json)) {
            return TREES.only(parser);
        }
    }

    /**
     * Parses bytes in UTF-8.
     *
     * @throws JacksonException if the bytes are not one JSON value
     */
    public static JsonNode parse(byte[] utf8) {
        try (var parser = FACTORY.createParser(TREES, utf8)) {
            return TREES.only(parser);
        }
    }

    /** Reads a stream of UTF-8 piece by piece, for what should not be in memory as a whole. */
    public static JsonParser parser(InputStream utf8) {
        return FACTORY.createParser(TREES, utf8);
    }

    /** The JSON value that the text spells, or the text itself where it spells none. */
    public static JsonNode parseOrText(String text) {
        try {
            var value = parse(text);
            return value.isMissingNode() ? StringNode.valueOf(text) : value;
        } catch (JacksonException notJson) {
            return StringNode.valueOf(text);
        }
    }

    /** {@code json.dumps(value, ensure_ascii=False)}; a lone surrogate, which UTF-8 cannot hold, stays escaped. */
    public static String readable(JsonNode value) {
        if (value.isLong()) {
            return Long.toString(value.longValue());
        }
        var out = new StringBuilder();
        appendReadable(value, out);
        return out.toString();
    }

    /** Appends what {@link #readable} writes. */
    static void appendReadable(JsonNode value, StringBuilder out) {
        new Writer(out, false, -1).value(value, 0);
    }

    /** The same of a text. */
    public static String readable(String text) {
        var out = new StringBuilder(text.length() + 2);
        new Writer(out, false, -1).string(text);
        return out.toString();
    }

    /** How {@link #readable} writes a character of ASCII that needs an escape. */
    static String escaped(byte ascii) {
        var out = new StringBuilder();
        new Writer(out, false, -1).escape((char) ascii);
        return out.toString();
    }

    /** {@code json.dumps(value)}: every character beyond ASCII escaped. */
    public static String ascii(JsonNode value) {
        var out = new StringBuilder();
        new Writer(out, true, -1).value(value, 0);
        return out.toString();
    }

    /** {@code json.dumps(value, indent=2)}, as MLflow's command line prints. */
    public static String indented(JsonNode value) {
        var out = new StringBuilder();
        new Writer(out, true, 2).value(value, 0);
        return out.toString();
    }

    /** {@code repr(float)}: the shortest digits that read back the same, with an exponent below 1e-4 and from 1e16 on. */
    static String floatText(double number) {
        if (Double.isNaN(number)) {
            return "NaN";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "Infinity" : "-Infinity";
        }
        if (number == 0) {
            return 1 / number < 0 ? "-0.0" : "0.0";
        }
        var shortest = shortest(Math.abs(number));
        var digits = shortest.unscaledValue().toString();
        int exponent = digits.length() - shortest.scale() - 1;
        var sign = number < 0 ? "-" : "";
        if (exponent >= -4 && exponent < 16) {
            var plain = shortest.toPlainString();
            return sign + (plain.indexOf('.') < 0 ? plain + ".0" : plain);
        }
        var mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return sign + mantissa + "e" + (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }

    /** Java writes two digits at least, and so misses the few tiny numbers for which one is enough. */
    private static BigDecimal shortest(double number) {
        var digits = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        var one = digits.round(new MathContext(1));
        return one.doubleValue() == number ? one : digits;
    }

    /** The exact value of a JSON number; {@code NaN} and the infinities have none. */
    public static Optional<BigDecimal> exactNumber(JsonNode value) {
        if (value.isIntegralNumber()) {
            return Optional.of(
                    value.canConvertToLong()
                            ? BigDecimal.valueOf(value.longValue())
                            : new BigDecimal(value.bigIntegerValue()));
        }
        return value.isNumber() && Double.isFinite(value.doubleValue())
                ? Optional.of(new BigDecimal(Double.toString(value.doubleValue())))
                : Optional.empty();
    }

    private record Writer(StringBuilder out, boolean asciiOnly, int indent) {
        private static final char[] HEX = "0123456789abcdef".toCharArray();

        void value(JsonNode value, int depth) {
            switch (value.getNodeType()) {
                case OBJECT -> object(value, depth);
                case ARRAY -> array(value, depth);
                case STRING -> string(value.stringValue());
                case NUMBER -> number(value);
                case BOOLEAN -> out.append(value.booleanValue());
                case NULL, MISSING -> out.append("null");
                case BINARY, POJO -> throw new IllegalStateException("not from JSON: " + value.getNodeType());
            }
        }

        private void object(JsonNode object, int depth) {
            out.append('{');
            boolean first = true;
            for (var property : object.properties()) {
                separate(first, depth + 1);
                first = false;
                string(property.getKey());
                out.append(": ");
                value(property.getValue(), depth + 1);
            }
            close(object.isEmpty(), depth, '}');
        }

        private void array(JsonNode array, int depth) {
            out.append('[');
            boolean first = true;
            for (var element : array) {
                separate(first, depth + 1);
                first = false;
                value(element, depth + 1);
            }
            close(array.isEmpty(), depth, ']');
        }

        private void separate(boolean first, int depth) {
            if (!first) {
                out.append(indent < 0 ? ", " : ",");
            }
            newLine(depth);
        }

        private void close(boolean empty, int depth, char bracket) {
            if (!empty) {
                newLine(depth);
            }
            out.append(bracket);
        }

        private void newLine(int depth) {
            if (indent >= 0) {
                out.append('\n').repeat(' ', indent * depth);
            }
        }

        private void number(JsonNode number) {
            if (number.isBigInteger()) {
                BigInteger exact = number.bigIntegerValue();
                out.append(exact);
            } else if (number.isIntegralNumber()) {
                out.append(number.longValue());
            } else {
                out.append(floatText(number.doubleValue()));
            }
        }

        private void string(String text) {
            out.append('"');
            int length = text.length();
            int plainFrom = 0;
            for (int i = 0; i < length; i++) {
                char c = text.charAt(i);
                if (c >= ' ' && c < 0x7f && c != '"' && c != '\\') {
                    continue;
                }
                if (c >= 0x7f && !asciiOnly && !lone(text, i)) {
                    continue;
                }
                out.append(text, plainFrom, i);
                plainFrom = i + 1;
                escape(c);
            }
            out.append(text, plainFrom, length).append('"');
        }

        private static boolean lone(String text, int i) {
            char c = text.charAt(i);
            return Character.isHighSurrogate(c)
                    ? i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))
                    : Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
        }

        private void escape(char c) {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\f' -> out.append("\\f");
                case '\b' -> out.append("\\b");
                default ->
                    out.append("\\u")
                            .append(HEX[c >> 12])
                            .append(HEX[c >> 8 & 15])
                            .append(HEX[c >> 4 & 15])
                            .append(HEX[c & 15]);
            }
        }
    }
}
