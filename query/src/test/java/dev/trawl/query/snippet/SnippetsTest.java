package dev.trawl.query.snippet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.query.bind.Binder;
import dev.trawl.query.scan.SessionAssessments;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.TraceJson;
import dev.trawl.trace.TraceParts;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnippetsTest {
    private static final String TRACE = """
        {"info": {"trace_id": "tr-1", "request_time": "2026-03-01T00:00:00Z", "state": "ERROR",
          "tags": {"env": "production"}},
         "data": {"spans": [
          {"trace_id": "AA==", "span_id": "AQ==", "parent_span_id": null, "name": "root", "start_time_unix_nano": 0,
           "end_time_unix_nano": 1, "events": [], "status": {"code": "STATUS_CODE_OK", "message": ""},
           "attributes": {"mlflow.spanType": "\\"AGENT\\"", "mlflow.spanInputs": "{\\"q\\": \\"Where is my order?\\"}",
                          "mlflow.spanOutputs": "\\"the order is lost, the ORDER is late\\""}},
          {"trace_id": "AA==", "span_id": "Ag==", "parent_span_id": "AQ==", "name": "track", "start_time_unix_nano": 0,
           "end_time_unix_nano": 1, "status": {"code": "STATUS_CODE_ERROR", "message": "no such order"},
           "events": [{"name": "exception", "time_unix_nano": 1,
                       "attributes": {"exception.message": "Bearer secret_1"}}],
           "attributes": {"mlflow.spanType": "\\"TOOL\\"", "note": "\\"a \\\\\\"quoted\\\\\\" word\\""}}]}}
        """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        trace.text LIKE '%order%'                          | root/inputs …y [order]?"… root/outputs …e [order] i… track/status message …h [order]
        trace.text ILIKE '%ORDER is%'                      | root/outputs …e [order is] l… root/outputs …e [ORDER is] l…
        trace.text LIKE '%my%?%'                           | root/inputs …s [my] o… root/inputs …er[?]"}
        trace.text RLIKE 'secret_\\d'                      | track/event exception, exception.message …r [secret_1]
        span.name = 'track' AND trace.text LIKE '%order%'  | track/status message …h [order]
        span.type = 'TOOL'                                 | track/
        tag.env LIKE 'prod%'                               | tag.`env` [prod]uc…
        span.attributes.note LIKE '%quoted%'               | track/note … "[quoted]" …
        NOT trace.text LIKE '%nothing%'                    |
        trace.text LIKE '%CODE_ERROR%'                     | track/JSON …S_[CODE_ERROR]",…
        """)
    void aSnippetIsWhatMatchesAndALittleAroundIt(String filter, String expected) {
        assertThat(shown(filter)).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void matchesWhoseSurroundingsTouchAreOneSnippet() {
        assertThat(snippets("trace.text ILIKE '%order%' AND span.name LIKE '%oot'", 8))
                .anySatisfy(snippet -> {
                    assertThat(snippet.text()).isEqualTo("the order is lost, the ORDER is late");
                    assertThat(snippet.marks()).containsExactly(new Mark(4, 9), new Mark(23, 28));
                });
    }

    private static String shown(String filter) {
        return snippets(filter, 2).stream()
                .map(snippet ->
                        snippet.span().map(span -> span.name() + "/").orElse("") + snippet.part() + marked(snippet))
                .collect(Collectors.joining(" "));
    }

    private static List<Snippet> snippets(String filter, int context) {
        var trace = TraceParts.of(new IndexedTrace(TraceJson.read(PythonJson.parse(TRACE))));
        var condition = Binder.bind(filter, true, Clock.systemUTC());
        return new Snippets(condition, new SessionAssessments(Stream::empty)).of(trace, context);
    }

    private static String marked(Snippet snippet) {
        if (snippet.text().isEmpty()) {
            return "";
        }
        var out = new StringBuilder(" ").append(snippet.cutBefore() ? "…" : "");
        int at = 0;
        for (var mark : snippet.marks()) {
            out.append(snippet.text(), at, mark.start()).append('[');
            out.append(snippet.text(), mark.start(), mark.end()).append(']');
            at = mark.end();
        }
        return out.append(snippet.text().substring(at))
                .append(snippet.cutAfter() ? "…" : "")
                .toString();
    }
}
