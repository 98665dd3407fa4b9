package dev.trawl.query.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.trace.PythonJson;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueOfAttributeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "0",
                "01",
                "-7",
                "+1",
                "007",
                " 1",
                "1 ",
                "1.0",
                "1e3",
                "123456789012345678",
                "1234567890123456789",
                "12345678901234567890",
                "\"\"",
                "\"a\"",
                "\"é 日 😀\"",
                "\"a\"b\"",
                "\"a\\n\"",
                "\"a\nb\"",
                "\"\u007f\"",
                "\"a\" ",
                "\"",
                "",
                "a",
                "null",
                "true",
                "[1]",
                "{\"a\": \"b\"}",
                "\"\uD83D\"",
                "١",
                "\"1\""
            })
    void theShortWayReadsTheSameAsTheParser(String json) {
        assertThat(Value.ofAttribute(json)).isEqualTo(Value.ofAttribute(PythonJson.parseOrText(json)));
    }
}
