package dev.trawl.query.scan;

import dev.trawl.trace.PythonJson;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A value of a field, as tests see it.
 *
 * @param forms the texts that stand for it, the plainest first; a test of text passes if it passes for one of them
 * @param number what it is as a number, if it is typed as one (a text that spells a number is none)
 */
public record Value(List<String> forms, Optional<BigDecimal> number) {
    /** JSON that is a whole number of 64 bits, and a text without escapes. */
    private static final Pattern WHOLE = Pattern.compile("[1-9][0-9]{0,17}");

    private static final Pattern PLAIN = Pattern.compile("\"[^\"\\\\\\x00-\\x1F]*\"");

    public Value {
        forms = List.copyOf(forms);
    }

    public static Value text(String text) {
        return new Value(List.of(text), Optional.empty());
    }

    static Value number(BigDecimal number) {
        return new Value(List.of(number.toPlainString()), Optional.of(number));
    }

    static Value number(long number) {
        return number(BigDecimal.valueOf(number));
    }

    /** The same of JSON that is not parsed yet: the usual kinds, whole numbers and plain texts, need no parser. */
    public static Value ofAttribute(String json) {
        if (WHOLE.matcher(json).matches()) {
            return number(Long.parseLong(json));
        }
        return PLAIN.matcher(json).matches()
                ? text(json.substring(1, json.length() - 1))
                : ofAttribute(PythonJson.parseOrText(json));
    }

    /** The value of a span's attribute: a text is that text, anything else its JSON. */
    public static Value ofAttribute(JsonNode json) {
        return new Value(
                List.of(json.isString() ? json.stringValue() : PythonJson.readable(json)),
                PythonJson.exactNumber(json));
    }

    /**
     * The value of an assessment. Filters written for MLflow's server see the JSON that it stores, quotes and escapes
     * included (semantics of {@code assessments.value}, mlflow/store/tracking/dbmodels/models.py 3.17.2).
     */
    public static Value ofAssessment(JsonNode json) {
        var plain = json.isString() ? json.stringValue() : PythonJson.readable(json);
        var stored = PythonJson.ascii(json);
        return new Value(plain.equals(stored) ? List.of(plain) : List.of(plain, stored), PythonJson.exactNumber(json));
    }
}
