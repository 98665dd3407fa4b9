package dev.trawl.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.trace.PythonJson;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected texts are what MLflow 3.17.2's {@code format_table_cell_value} returned. */
class CellTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            info.execution_duration_ms | 0                                     | 0ms
            info.execution_duration_ms | 999                                   | 999ms
            info.execution_duration_ms | 1000                                  | 1.0s
            info.execution_duration_ms | 1250                                  | 1.2s
            info.execution_duration_ms | 1350                                  | 1.4s
            info.execution_duration_ms | -1760000100000                        | -1760000100000ms
            info.execution_duration_ms | 12.7                                  | 12ms
            info.request_time          | "2025-10-09T08:53:21Z"                | 2025-10-09 08:53:21 UTC
            info.request_time          | "2025-10-09T08:53:21.123456789Z"      | 2025-10-09 08:53:21 UTC
            info.request_time          | "2025-10-09T08:53:21+02:00"           | 2025-10-09 08:53:21 UTC+02:00
            info.request_time          | "yesterday"                           | yesterday
            info.request_preview       | "12345678901234567890"                | 12345678901234567890
            info.request_preview       | "123456789012345678901"               | 12345678901234567...
            info.request_preview       | "👩👩👩👩👩👩👩👩👩👩👩👩👩👩👩👩👩👩👩👩👩" | 👩👩👩👩👩👩👩👩👩👩👩👩👩👩👩👩👩...
            info.state                 | null                                  | None
            info.state.*               | [true, 1.0, 1e-07, "a"]               | True, 1.0, 1e-07, ... (+1 more)
            info.state                 | {"a": "it's", "b": [1, null, "q\\""]} | {'a': "it's", 'b': [1, None, 'q"']}
            info.state                 | ["\\n\\u200b\\u00a0é😀\\u007f"]       | ['\\n\\u200b\\xa0é😀\\x7f']
            info.state                 | ["'\\"", "\\ud800", "\\\\"]           | ['\\'"', '\\ud800', '\\\\']
            info.state                 | [NaN, Infinity, -Infinity]            | [nan, inf, -inf]
            info.state                 | 1000000000000000000000000000000       | 1000000000000000000000000000000
            info.missing               | 1                                     | N/A
            """)
    void aCellReadsAsInMlflow(String path, String value, String expected) {
        var field = FieldPath.of(path);
        var json = PythonJson.parse(
                "{\"info\": {\"%s\": %s}}".formatted(field.parts().get(1).replace("missing", "other"), value));

        assertThat(CellText.of(field, json)).isEqualTo(expected);
    }
}
