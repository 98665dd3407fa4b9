package dev.trawl.cli.paging;

import dev.trawl.cli.console.UsageException;
import dev.trawl.cli.render.JsonAsPython;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.PythonRepr;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * MLflow's page token: base64 of {@code {"offset": N}}, the number of traces to leave out
 * ({@code SearchUtils.parse_start_offset_from_page_token}, mlflow/utils/search_utils.py:954, 3.17.2). It knows neither
 * filter nor order; whoever uses it repeats them.
 *
 * @param offset negative ones are accepted and count as 0, except that the next page's offset is counted from them
 */
public record PageToken(long offset) {
    private static final Pattern PYTHON_INTEGER = Pattern.compile("\\s*[+-]?\\d+(_\\d+)*\\s*");
    private static final long FARTHEST = Integer.MAX_VALUE;

    public static final PageToken START = new PageToken(0);

    /** Reads a token as MLflow does, which forgives much: foreign characters, numbers as text, fractions. */
    public static PageToken parse(String token) {
        if (token.isEmpty()) {
            return START;
        }
        byte[] decoded = LenientBase64.decode(token)
                .orElseThrow(() -> new UsageException("Invalid page token, could not base64-decode"));
        var offset = parseJson(decoded).path("offset");
        return switch (offset.getNodeType()) {
            case NUMBER -> number(offset);
            case STRING -> text(offset);
            case BOOLEAN -> new PageToken(1);
            case ARRAY, OBJECT, BINARY, POJO, NULL, MISSING -> throw notStringable(offset);
        };
    }

    private static JsonNode parseJson(byte[] decoded) {
        JsonNode parsed;
        try {
            parsed = PythonJson.parse(decoded);
        } catch (JacksonException notJson) {
            throw new UsageException("Invalid page token, decoded value=" + PythonRepr.of(decoded));
        }
        if (parsed.isMissingNode()) {
            throw new UsageException("Invalid page token, decoded value=" + PythonRepr.of(decoded));
        }
        if (isFalse(parsed.path("offset"))) {
            throw new UsageException("Invalid page token, parsed value=" + JsonAsPython.repr(parsed));
        }
        return parsed;
    }

    /** Whether Python counts the value as false. */
    private static boolean isFalse(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL, MISSING -> true;
            case BOOLEAN -> !value.booleanValue();
            case NUMBER -> value.doubleValue() == 0;
            case STRING -> value.stringValue().isEmpty();
            case ARRAY, OBJECT -> value.isEmpty();
            case BINARY, POJO -> throw new IllegalStateException("not from JSON: " + value.getNodeType());
        };
    }

    private static PageToken number(JsonNode offset) {
        return PythonJson.exactNumber(offset)
                .map(BigDecimal::toBigInteger)
                .map(PageToken::of)
                .orElseThrow(() -> notStringable(offset));
    }

    private static PageToken text(JsonNode offset) {
        var digits = offset.stringValue();
        if (!PYTHON_INTEGER.matcher(digits).matches()) {
            throw notStringable(offset);
        }
        return of(new BigInteger(digits.strip().replace("_", "")));
    }

    private static PageToken of(BigInteger offset) {
        var farthest = BigInteger.valueOf(FARTHEST);
        return new PageToken(offset.min(farthest).max(farthest.negate()).longValue());
    }

    private static UsageException notStringable(JsonNode offset) {
        return new UsageException("Invalid page token, not stringable " + JsonAsPython.str(offset));
    }

    /** How many traces to leave out, at least 0. */
    public int tracesBefore() {
        return (int) Math.max(0, Math.min(offset, FARTHEST));
    }

    /** The token of the page after a page of so many traces. */
    public PageToken after(int traces) {
        return new PageToken(offset + traces);
    }

    /** The token as MLflow prints it. */
    @Override
    public String toString() {
        var json = "{\"offset\": " + offset + "}";
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
