package dev.trawl.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndentedJsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "-1.5e-07",
                "[[], {}, [{}], {\"a\": []}]",
                "{\"a\": 1, \"b\": {\"c\": [true, false, null, NaN, -Infinity, 123456789012345678901234567890]}}",
                "{\"\": \"\", \"{[,:]}\": \", \\\" \\\\\", \"\\\\\\\"\": \"\\n\\u0000/\"}",
                "[\"\\u007f\u00e9\u07ff\u0800\uffff\ud83d\udd0e\", \"\ud800\", \"\udc00\ud800 \"]",
            })
    void theBytesAreLaidOutAsTheValueIs(String json) {
        var value = PythonJson.parse(json);
        var readable = PythonJson.readable(value);

        assertThat(laidOut(new IndentedJson(0), readable)).isEqualTo(PythonJson.indented(value));
        assertThat(laidOut(new IndentedJson(3), readable))
                .isEqualTo(PythonJson.indented(value).replace("\n", "\n      "));
    }

    private static String laidOut(IndentedJson json, String readable) {
        return new String(json.append(Utf8Text.of(readable)).toBytes(), StandardCharsets.US_ASCII);
    }
}
