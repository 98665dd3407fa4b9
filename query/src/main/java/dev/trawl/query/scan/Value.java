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

    private static final Pattern POSITION = Pattern.compile("[0-9]{1,9}");

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

    /**
     * What a path leads to in the JSON of a span's attribute: a text is that text, anything else its JSON; null is nothing.
     *
     * @param path names of an object, positions in a list; empty for the whole value
     */
    public static Optional<Value> inAttribute(String json, List<String> path) {
        // The usual kinds need no parser.
        if (path.isEmpty() && WHOLE.matcher(json).matches()) {
            return Optional.of(number(Long.parseLong(json)));
        }
        if (path.isEmpty() && PLAIN.matcher(json).matches()) {
            return Optional.of(text(json.substring(1, json.length() - 1)));
        }
        var flat = path.size() == 1 ? FlatObject.value(json, path.getFirst()) : null;
        var found = flat == null ? inside(PythonJson.parseOrText(json), path) : flat;
        return of(found);
    }

    static Optional<Value> of(JsonNode json) {
        return json.isMissingNode() || json.isNull()
                ? Optional.empty()
                : Optional.of(new Value(
                        List.of(json.isString() ? json.stringValue() : PythonJson.readable(json)),
                        PythonJson.exactNumber(json)));
    }

    /** Follows a path; a text that holds JSON is entered too. */
    static JsonNode inside(JsonNode json, List<String> path) {
        var at = json;
        for (var step : path) {
            var holder = at.isString() ? PythonJson.parseOrText(at.stringValue()) : at;
            at = holder.isArray() && POSITION.matcher(step).matches()
                    ? holder.path(Integer.parseInt(step))
                    : holder.path(step);
        }
        return at;
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
