package dev.trawl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.indexer.TraceIndexWriter;
import dev.trawl.query.Hit;
import dev.trawl.query.SearchListener;
import dev.trawl.query.SearchRequest;
import dev.trawl.query.TraceScan;
import dev.trawl.query.TraceSearch;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.IndexedTraceJson;
import dev.trawl.trace.PythonJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Single traces and filters on which random ones found index, scan and definition to disagree. */
class HardCasesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '~', textBlock = """
            KEY               ~ JSON            ~ FILTER                                       ~ FOUND
            # a path into a list may be anything
            a                 ~ [1]             ~ span.attributes.a.`` = 1                     ~ false
            a                 ~ [1]             ~ span.attributes.a.`0` = 1                    ~ true
            # a path into an object, flat or not, into a text that is JSON, into what is written with escapes
            a                 ~ {"n": 5, "m": 1} ~ span.attributes.a.n > 4                     ~ true
            a                 ~ {"n": 5, "m": 1} ~ span.attributes.a.n > 5                     ~ false
            a                 ~ {"n": 5, "m": 1} ~ span.attributes.a.o IS NULL                 ~ true
            a                 ~ {"n": 5, "n": 6} ~ span.attributes.a.n = 6                     ~ true
            a                 ~ {"n": {"m": 5}} ~ span.attributes.a.n.m = 5                    ~ true
            a                 ~ {"n": {"m": 5}} ~ span.attributes.a.n.l = 5 OR span.attributes.a.n.m = 5 ~ true
            a                 ~ {"n": {"m": 5}} ~ NOT (span.attributes.a.l.m IS NOT NULL OR span.attributes.a.n.m IS NOT NULL) ~ false
            a                 ~ {"n": "[7]"}    ~ span.attributes.a.n.`0` = 7                  ~ true
            a                 ~ "[7]"           ~ span.attributes.a.`0` = 7                    ~ true
            a                 ~ "{\\"n\\": 5}" ~ span.attributes.a.n = 5                     ~ true
            a                 ~ "\\u007b\\"n\\": 5}" ~ span.attributes.a.n = 5               ~ true
            a`                ~ {"b": 5}        ~ span.attributes."a`".b = 5                   ~ true
            a                 ~ {"`.b": 5}      ~ span.attributes."a`".b = 5                   ~ false
            # null is no value
            a                 ~ null            ~ span.attributes.a IS NOT NULL                ~ false
            a                 ~ null            ~ span.attributes.a = 'null'                   ~ false
            a                 ~ "null"          ~ span.attributes.a = 'null'                   ~ true
            a                 ~ null            ~ span.attributes.a IS NULL                    ~ true
            # the JSON of inputs is searched too, though the index knows it only inside other JSON
            mlflow.spanInputs ~ "caf\\u00e9"    ~ span.inputs RLIKE 'caf\\\\u00e9'             ~ true
            mlflow.spanInputs ~ {"a": "\\n"}    ~ span.inputs RLIKE '"a": "\\\\n"'             ~ true
            mlflow.spanInputs ~ {"a": "b"}      ~ span.inputs ILIKE '%{"A": "b"}%'             ~ true
            # the backslashes of JSON inside JSON before a wildcard, or of a text that has a percent sign behind its own
            a                 ~ "C:\\\\temp\\\\new" ~ text LIKE '%C:\\\\\\\\temp\\\\\\\\%' ~ true
            a                 ~ "C:\\\\temp\\\\new" ~ text LIKE '%C:\\\\\\\\temp\\\\\\\\_ew%' ~ true
            a                 ~ "C:\\\\temp\\\\new" ~ text ILIKE '%c:\\\\TEMP\\\\%' ~ true
            a                 ~ "C:\\\\temporal" ~ text LIKE '%C:\\\\\\\\temp\\\\\\\\%' ~ false
            a                 ~ "C:\\\\%"     ~ text LIKE '%C:\\\\\\\\\\%%' ~ true
            a                 ~ "C:\\\\x"     ~ text LIKE '%C:\\\\\\\\\\%%' ~ false
            a                 ~ "50%"           ~ text LIKE '%50\\u0025%'                    ~ true
            a                 ~ "500"           ~ text LIKE '%50\\u0025%'                    ~ false
            # half an emoji is no character
            a                 ~ "😀"            ~ span.attributes.a LIKE '_'                   ~ true
            a                 ~ "x\\ud83d"      ~ text LIKE '%x_'                              ~ true
            # two lists that print alike are two lists
            a                 ~ "x"             ~ EXISTS(span.attributes.a IN ('x', 'y')) EXISTS(span.attributes.a IN ('x\\', \\'y')) ~ false
            # a server's end time is computed, and SQLite converts no text beside it
            a                 ~ 1               ~ end_time != '1793527200000'                  ~ true
            a                 ~ 1               ~ end_time = '1793527200000'                   ~ false
            a                 ~ 1               ~ end_time IN ('x', '1793527200000')           ~ false
            a                 ~ 1               ~ end_time NOT IN ('1793527200000')            ~ true
            a                 ~ 1               ~ end_time = 1793527200000                     ~ true
            a                 ~ 1               ~ timestamp_ms = '1793527200000'               ~ true
            a                 ~ 1               ~ end_time = '2026-11-01T10:00:00Z'            ~ true
            # a number with a fraction is the double that is nearest to it
            a                 ~ 1               ~ timestamp_ms = 1793527200000.00001           ~ true
            a                 ~ 1               ~ end_time <= 1793527199999.99999              ~ true
            a                 ~ 1               ~ timestamp_ms > 1793527199999.999             ~ true
            a                 ~ 1               ~ timestamp_ms = '1793527200000.00001'         ~ true
            a                 ~ 1               ~ timestamp_ms > '1793527200000.00001'         ~ false
            a                 ~ 1               ~ timestamp_ms > '1793527199999.999'           ~ true
            # a repetition behind flags repeats what stands before them
            a                 ~ "tim"           ~ text RLIKE 'time(?i)?'                       ~ true
            """)
    void indexAndScanAgree(String key, String json, String filter, boolean found) throws IOException {
        var trace = trace(key, json);
        assertThat(TraceScan.search(List.of(trace), SearchRequest.of(filter), Clock.systemUTC()))
                .as("scan")
                .hasSize(found ? 1 : 0);
        index(trace);
        try (var search = TraceSearch.open(folder)) {
            assertThat(search.count(SearchRequest.of(filter), SearchListener.NONE))
                    .as("index")
                    .isEqualTo(found ? 1 : 0);
        }
    }

    /** Lucene refuses terms of more than 32,766 bytes. */
    @Test
    void aKeyLongerThanATermIsFound() throws IOException {
        var key = "\u0000日".repeat(20_000);
        index(trace(key + "x", "1"));
        try (var search = TraceSearch.open(folder)) {
            for (var filter : List.of("span.attributes.`" + key + "x` = 1", "span.attributes.`" + key + "y` IS NULL")) {
                assertThat(search.count(SearchRequest.of(filter), SearchListener.NONE))
                        .isEqualTo(1);
            }
            assertThat(search.count(SearchRequest.of("span.attributes.`" + key + "` = 1"), SearchListener.NONE))
                    .isZero();
        }
    }

    /** Issues are terms of their own, a span's status is part of one. */
    @Test
    void anIssueAndAStatusLongerThanATermAreFound() throws IOException {
        var issue = "i".repeat(50_000);
        var trace = json("a", "1");
        ((ObjectNode) trace.path("info"))
                .putArray("assessments")
                .addObject()
                .put("assessment_name", issue + "x")
                .putObject("issue");
        ((ObjectNode) trace.path("data").path("spans").path(0))
                .putObject("status")
                .put("code", "S".repeat(50_000));
        index(IndexedTraceJson.read(trace));
        try (var search = TraceSearch.open(folder)) {
            for (var filter : List.of(
                    "issue.id = '" + issue + "x'",
                    "issue.id LIKE '%x'",
                    "issue.id NOT LIKE '%y'",
                    "NOT issue.id LIKE '%y'",
                    "NOT issue.id = '" + issue + "y'",
                    "span.status LIKE '%SS'")) {
                assertThat(search.count(SearchRequest.of(filter), SearchListener.NONE))
                        .as(filter)
                        .isEqualTo(1);
            }
        }
    }

    /** A server's database holds the ids of experiments as numbers. */
    @Test
    void experimentsAreOrderedByNumber() throws IOException {
        var traces = Stream.of("10", "9", "2", "100")
                .map(HardCasesTest::inExperiment)
                .toList();
        for (var trace : traces) {
            index(trace);
        }
        for (var order : Map.of(
                        "experiment_id",
                        List.of("2", "9", "10", "100"),
                        "experiment_id DESC",
                        List.of("100", "10", "9", "2"))
                .entrySet()) {
            var request = SearchRequest.of("").withOrderBy(List.of(order.getKey()));
            assertThat(TraceScan.search(traces, request, Clock.systemUTC()))
                    .as("scan")
                    .extracting(trace -> trace.trace().info().traceId())
                    .isEqualTo(order.getValue());
            try (var search = TraceSearch.open(folder)) {
                assertThat(search.search(request).hits())
                        .as("index")
                        .extracting(Hit::traceId)
                        .isEqualTo(order.getValue());
            }
        }
    }

    private static IndexedTrace inExperiment(String id) {
        var trace = json("a", "1");
        var info = (ObjectNode) trace.path("info");
        info.put("trace_id", id);
        info.putObject("trace_location").putObject("mlflow_experiment").put("experiment_id", id);
        return IndexedTraceJson.read(trace);
    }

    private void index(IndexedTrace trace) throws IOException {
        try (var writer = TraceIndexWriter.open(folder)) {
            writer.put(trace);
            writer.commit(Map.of());
        }
    }

    private static IndexedTrace trace(String key, String attribute) {
        return IndexedTraceJson.read(PythonJson.parse(PythonJson.ascii(json(key, attribute))));
    }

    private static ObjectNode json(String key, String attribute) {
        var trace = JsonNodeFactory.instance.objectNode();
        trace.putObject("info").put("trace_id", "tr-1").put("request_time", "2026-11-01T10:00:00Z");
        var span = trace.putObject("data").putArray("spans").addObject();
        span.put("trace_id", "t").put("span_id", "s").put("name", "chat").put("start_time_unix_nano", 1);
        span.putObject("attributes").put(key, attribute);
        return trace;
    }
}
