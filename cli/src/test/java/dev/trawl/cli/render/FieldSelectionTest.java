package dev.trawl.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.cli.RecordedTraces;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.TraceJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldSelectionTest {
    @Test
    void theSelectionOfARecordedTraceIsMlflows() {
        var fields = FieldPath.list(
                "info.trace_id,info.assessments.*.feedback.value,data.spans.*.name,info.tags.*,data.spans.*.events");
        var selected = FieldSelection.select(TraceJson.write(RecordedTraces.named("t01")), fields);

        assertThat(PythonJson.readable(selected)).isEqualTo("""
                {"info": {"trace_id": "tr-c2b9546e0f0220f3edb7f1d5cbf15150", "assessments": [\
                {"feedback": {"value": "good"}}, {"feedback": {"value": 0.9}}, {"feedback": {"value": true}}], \
                "tags": {"team": "alpha", "env": "prod"}}, \
                "data": {"spans": [{"name": "agent", "events": []}, {"name": "llm_call", "events": []}, \
                {"name": "search", "events": []}]}}""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            a.b                | {"a": {"b": 1}}
            a.missing          | {}
            a.`c.d`            | {"a": {"c.d": 2}}
            a.*                | {"a": {"b": 1, "n": {"x": 5}}}
            l.*.k              | {"l": [{"k": 3}, {}, {"k": 4}]}
            l.0.k              | {"l": [{"k": 3}]}
            l.2.k              | {"l": [{}, {}, {"k": 4}]}
            l.2,l.0.k          | {"l": [null, null, {"k": 4}]}
            a.n.x,a.b          | {"a": {"n": {"x": 5}, "b": 1}}
            a.z                | {}
            t.*                | {"t": {"999999999": 6, "b": 7}}
            t.999999999        | {"t": {"999999999": 6}}
            *                  | {"a": {"b": 1, "c.d": 2, "n": {"x": 5}, "z": null}, "l": [{"k": 3}, {}, {"k": 4}], "t": {"999999999": 6, "b": 7}}
            """)
    void pathsKeepTheirNesting(String fields, String expected) {
        var json = PythonJson.parse("""
                {"a": {"b": 1, "c.d": 2, "n": {"x": 5}, "z": null}, "l": [{"k": 3}, {}, {"k": 4}], "t": {"999999999": 6, "b": 7}}""");

        assertThat(PythonJson.readable(FieldSelection.select(json, FieldPath.list(fields))))
                .isEqualTo(expected);
    }
}
