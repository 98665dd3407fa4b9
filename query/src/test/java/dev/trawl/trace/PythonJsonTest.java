package dev.trawl.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The expected texts are what {@code json.dumps} of Python 3.11 prints for the same values. */
class PythonJsonTest {
    private static final String FLOATS = """
            0.0
            -0.0
            1.0
            5.0
            0.1
            0.0001
            1e-05
            1e-07
            123456789.123
            1000000000000000.0
            1e+16
            1.5e+16
            1e+22
            5e-324
            1.7976931348623157e+308
            -2.5
            0.30000000000000004
            NaN
            Infinity
            -Infinity
            """;

    static Stream<String> floats() {
        return FLOATS.lines();
    }

    @ParameterizedTest
    @MethodSource("floats")
    void floatsAreSpelledAsPythonSpellsThem(String spelled) {
        assertThat(PythonJson.readable(PythonJson.parse(spelled))).isEqualTo(spelled);
    }

    @Test
    void integersOfAnySizeStayExact() {
        var digits = "123456789012345678901234567890".repeat(10);

        assertThat(PythonJson.readable(PythonJson.parse("[9007199254740993, -" + digits + "]")))
                .isEqualTo("[9007199254740993, -" + digits + "]");
    }

    @Test
    void textsAreEscapedAsPythonEscapesThem() {
        var value =
                PythonJson.parse("[\"\\u0000\\u001f\\u007f \\\"/\\\\ \\n\\r\\t\\f\\b \\u00e9\\u041c\\ud83d\\ude80\"]");

        assertThat(PythonJson.ascii(value))
                .isEqualTo("[\"\\u0000\\u001f\\u007f \\\"/\\\\ \\n\\r\\t\\f\\b \\u00e9\\u041c\\ud83d\\ude80\"]");
        assertThat(PythonJson.readable(value)).isEqualTo("[\"\\u0000\\u001f\u007f \\\"/\\\\ \\n\\r\\t\\f\\b éМ🚀\"]");
    }

    @Test
    void aLoneSurrogateSurvivesUtf8() {
        var json = "\"a\\ud800b\\udc00\"";
        var text = PythonJson.parse(json).stringValue();
        var stored = PythonJson.readable(PythonJson.parse(json)).getBytes(StandardCharsets.UTF_8);

        assertThat(text).isEqualTo("a" + (char) 0xD800 + "b" + (char) 0xDC00);
        assertThat(PythonJson.parse(stored).stringValue()).isEqualTo(text);
    }

    @Test
    void unknownFieldsSurviveReadingAndWriting() {
        var json = PythonJson.parse("{\"info\": {\"trace_id\": \"tr-1\", \"request_time\": \"2026-01-01T00:00:00Z\","
                + " \"state\": \"OK\", \"trace_metadata\": {\"k\": \"v\"}, \"later\": [1, {\"x\": null}]},"
                + " \"data\": {\"spans\": []}, \"beside\": 1e-07}");

        assertThat(PythonJson.readable(TraceJson.write(TraceJson.read(json)))).isEqualTo(PythonJson.readable(json));
    }
}
