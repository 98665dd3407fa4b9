package dev.trawl.query.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.trawl.trace.PythonJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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
        assertThat(Value.inAttribute(json, List.of())).isEqualTo(Value.of(PythonJson.parseOrText(json)));
    }

    private static List<String> objects() {
        return List.of(
                "{}",
                "{\"a\": 1}",
                "{\"a\":1}",
                "{\"a\": 0, \"b\": 2}",
                "{\"b\": \"x\", \"a\": \"y\"}",
                "{\"b\": \"x\",\"a\":\"\"}",
                "{\"a\": 1, \"a\": 2}",
                "{\"ab\": 1}",
                "{\"b\": \"a\"}",
                "{\"a\": 01}",
                "{\"a\": 1.5}",
                "{\"a\": -1}",
                "{\"a\": 1234567890123456789}",
                "{\"a\": 123456789012345678}",
                "{\"a\": null}",
                "{\"a\": true}",
                "{\"a\": [1]}",
                "{\"a\": {\"a\": 1}}",
                "{\"a\": \"1\\n\"}",
                "{\"\\u0061\": 1}",
                "{\"a\": 1} ",
                " {\"a\": 1}",
                "{\"a\": 1}}",
                "{\"a\": 1,}",
                "{\"a\": 1",
                "{\"a\":  1}",
                "{\"a\" : 1}",
                "{ \"a\": 1 }",
                "{\"a",
                "{\"a\"",
                "{\"a\":",
                "{",
                "[{\"a\": 1}]",
                "\"{\\\"a\\\": 1}\"",
                "{\"a\": \"é 日 😀\"}");
    }

    @ParameterizedTest
    @MethodSource("objects")
    void theShortWayIntoAnObjectLeadsToTheSameAsTheParser(String json) {
        assertThat(Value.inAttribute(json, List.of("a")))
                .isEqualTo(Value.of(Value.inside(PythonJson.parseOrText(json), List.of("a"))));
    }

    @ParameterizedTest
    @MethodSource("objects")
    void membersAreWhatAPathLeadsTo(String json) {
        FlatObject.members(json)
                .forEach((name, member) -> assertThat(Value.inAttribute(member, List.of()))
                        .isEqualTo(Value.of(Value.inside(PythonJson.parseOrText(json), List.of(name)))));
    }

    @Test
    void membersOfAFlatObjectAreThereAndThoseOfAnotherOneAreNot() {
        assertThat(FlatObject.members("{\"a\": 391, \"b\": -3.91e-05, \"c\": \"x\", \"d\": true}"))
                .containsExactly(entry("a", "391"), entry("b", "-3.91e-05"), entry("c", "\"x\""), entry("d", "true"));
        assertThat(List.of(
                        "{\"a\": 1, \"a\": 2}", "{\"a\": 1, \"b\": [1]}", "{\"a\": 1} ", "{\"a\": 1", "[{\"a\": 1}]"))
                .allSatisfy(json -> assertThat(FlatObject.members(json)).isEmpty());
    }
}
