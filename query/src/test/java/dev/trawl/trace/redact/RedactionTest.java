package dev.trawl.trace.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.Provenance;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.Trace;
import dev.trawl.trace.TraceJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.StringNode;

class RedactionTest {
    private static final byte[] KEY = "a key".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        write to ann.o'neil@mail.example.org.              | write to [email].
        größe@bücher.example                               | [email]
        a@b                                                | a@b
        Authorization: Bearer fmk_live_EXAMPLE_9c41d0b7    | Authorization: Bearer [key]
        the bearer understands; Basic understanding        | the bearer understands; Basic understanding
        OPENAI_API_KEY=abcdef123456 next                   | OPENAI_API_KEY=[key] next
        sk-proj-0123456789abcdefghij                       | [key]
        ghp_0123456789abcdefghij0123                       | [key]
        AKIAIOSFODNN7EXAMPLE                               | [key]
        eyJhbGciOiJI.eyJzdWIiOiIx.c2lnbmF0dXJl             | [key]
        4111 1111 1111 1111, 4111-1111-1111-1112           | [card], 4111-1111-1111-1112
        5500005555555559                                   | [card]
        started 1772814045003000000                        | started 1772814045003000000
        from 192.168.0.1 or 256.1.1.1, version 2.4.0       | from [ip] or 256.1.1.1, version 2.4.0
        at fe80::1ff:fe23:4567:890a, at 12:30:45           | at [ip], at 12:30:45
        ::1, http://[::1]:80, list[::1], std::1st, a::1    | [ip], http://[[ip]]:80, list[::1], std::1st, [ip]
        dapi0123456789abcdef0123456789abcdef-2, dapi12     | [key], dapi12
        gsk_abcdefghij0123456789ABCD                       | [key]
        lsv2_pt_0123456789abcdef0123456789abcdef_01234567  | [key]
        r8_abcdefghij0123456789ABCD                        | [key]
        ya29.a0AfH6SMBxxxxxxxxxxxx-yy                      | [key]
        pypi-AgEIcHlwaS5vcmcCJDAwMDAw, pypi-server-and-its-packages | [key], pypi-server-and-its-packages
        SG.ngeVfQFYQlKU0ufo8x5d1A.TwL2iGABf9DHoTf-09kqeF8t | [key]
        https://ann:p!ss@db.example.org:80/x?a@b           | https://ann:[key]@db.example.org:80/x?a@b
        redis://:hunter2@localhost, http://localhost:80/@  | redis://:[key]@localhost, http://localhost:80/@
        pwd = hunter2; AccountKey=Zm9vYmFyYmF6+/==         | pwd = [key]; AccountKey=[key]
        Bearer AbCdEfGhIjKlMnOpQr, Bearer understanding    | Bearer [key], Bearer understanding
        4111.1111.1111.1111 or 3782.822463.10005           | [card] or [card]
        4111.1111.1111.1112 or 4.111111111111111           | 4111.1111.1111.1112 or 4.111111111111111
        4111 1111 1111 1111 123, 4242-4242-4242-4242 12 27 | [card] 123, [card] 12 27
        2 4111 1111 1111 1111, card_4111111111111111,5500005555555559 | 2 [card], card_[card],[card]
        3782 822463 10005 7, 4111111111111111 4242424242424242 | [card] 7, [card] [card]
        a4111111111111111, 4111111111111111f, 41 1111 1111 1111 11 | a4111111111111111, 4111111111111111f, [card]
        'ann@x.example' or -ann@x.example                  | '[email]' or -[email]
        {"authorization": "Token abcdef01234               | {"authorization": "Token [key]
        {'Authorization': 'Basic dXNlcjpwYXNz'}, Basic Understanding | {'Authorization': 'Basic [key]'}, Basic Understanding
        authorization: required by law                     | authorization: required by law
        -d "{\\"password\\": \\"esc4ped pw\\"}"             | -d "{\\"password\\": \\"[key]\\"}"
        {'password': 'correct horse battery'}              | {'password': '[key]'}
        password="hun,t\\"er2&c", pwd=abc12               | password="[key]", pwd=abc12
        (password: hunter2x.) refresh_token=0123456789     | (password: [key].) refresh_token=[key]
        """)
    void privateValuesAreFoundAndOthersLeft(String text, String expected) {
        assertThat(preview(text, "all").replaceAll(":[0-9a-f]{10}\\]", "]")).isEqualTo(expected);
    }

    @Test
    void theSameValueHasTheSamePseudonymUnderOneKey() {
        var one = preview("4111111111111111 and 4111-1111-1111-1111", "card");

        assertThat(one).matches("(\\[card:[0-9a-f]{10}\\]) and \\1");
        assertThat(preview("4111111111111111", "card")).isEqualTo(one.substring(0, one.indexOf(' ')));
        var other = Redaction.of(List.of("card"), new byte[] {1}).apply(trace("4111111111111111"));
        assertThat(other.info().requestPreview().orElseThrow()).isNotEqualTo(one.substring(0, one.indexOf(' ')));
    }

    @Test
    void spellingsOfAnAddressHaveOnePseudonym() {
        assertThat(preview("Ann@Mail.example and ann@mail.example", "email"))
                .matches("(\\[email:[0-9a-f]{10}\\]) and \\1");
    }

    /** Words of MLflow's own form are kept in its own places only. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'feedback': {'value': {'type': 'W', 'state': 'W', 'code': 'sk-proj-W', 'W': 1, 'tags': ['W']}}}",
                "{'feedback': {'error': {'error_code': 'W', 'error_message': 'W', 'stack_trace': 'W', 'code': 'W'}}}",
                "{'expectation': {'value': {'type': 'W'}}}",
                "{'expectation': {'serialized_value': {'value': '{\\'type\\': \\'W\\'}', 'serialization_format': 'JSON_FORMAT'}}}",
                "{'issue': {'type': 'W'}}",
                "{'feedback': {'value': 1}, 'metadata': {'W': 'W', 'trace_id': 'W'}, 'rationale': 'W'}",
                "{'feedback': {'value': 1}, 'later': {'trace_id': 'W', 'source': {'source_type': 'W'}, 'W': 2}}"
            })
    void whateverAnAssessmentSaysIsLookedAt(String assessment) {
        var said = assessment.replace('\'', '"').replace("W", "w0123456789abcdef@x.example");
        var trace = TraceJson.read(PythonJson.parse("""
            {"info": {"trace_id": "tr-1", "request_time": "2026-03-01T00:00:00Z", "state": "OK", "assessments":
              [{"assessment_id": "a-1", "assessment_name": "tone", "trace_id": "tr-1", %s]}}
            """.formatted(said.substring(1))));

        var redacted = PythonJson.readable(
                TraceJson.write(Redaction.of(List.of("all"), KEY).apply(trace)));

        assertThat(redacted).doesNotContain("x.example").contains("\"a-1\"", "[email:");
    }

    @Test
    void whateverALinkOrAnEventSaysIsLookedAtAndItsIdsAndTimesAreKept() {
        var trace = TraceJson.read(PythonJson.parse("""
            {"info": {"trace_id": "tr-1", "request_time": "2026-03-01T00:00:00Z", "state": "OK"},
             "data": {"spans": [{"trace_id": "AA==", "span_id": "AQ==", "name": "n",
               "start_time_unix_nano": 4111111111111111, "end_time_unix_nano": 4111111111111111,
               "events": [{"name": "e", "time_unix_nano": 4111111111111111,
                 "attributes": {"type": "a@x.example", "code": {"trace_id": "b@x.example"}}}],
               "links": [{"trace_id": "AA==", "span_id": "AQ==", "state": "c@x.example",
                 "attributes": ["d@x.example"]}], "attributes": {"trace_id": "e@x.example", "A@x.example": "1",
                 "a@x.example": "2"}}]}}
            """));

        var redacted = Redaction.of(List.of("all"), KEY).apply(trace).spans().getFirst();

        var written = PythonJson.readable(TraceJson.span(redacted));
        assertThat(written).doesNotContain("x.example");
        assertThat(written.split("4111111111111111", -1)).hasSize(4);
        assertThat(written.split("\\[email:", -1)).hasSize(8);
        assertThat(redacted.attributes().values()).contains("1", "2");
    }

    @Test
    void everyPlaceOfATraceIsLookedAtAndItsIdsAreKept() {
        var trace = TraceJson.read(PythonJson.parse("""
            {"info": {"trace_id": "tr-1", "request_time": "2026-03-01T00:00:00Z", "state": "OK", "trace_location":
              {"type": "MLFLOW_EXPERIMENT", "mlflow_experiment": {"experiment_id": "1"}},
              "tags": {"a@x.example": "b@x.example"}, "trace_metadata": {"mlflow.trace.user": "c@x.example"},
              "assessments": [{"assessment_id": "a-1", "assessment_name": "tone", "trace_id": "tr-1",
                "source": {"source_type": "HUMAN", "source_id": "d@x.example"}, "create_time": "2026-03-01T00:00:00Z",
                "last_update_time": "2026-03-01T00:00:00Z", "feedback": {"value": "e@x.example"},
                "rationale": "f@x.example"}], "request_preview": "g@x.example"},
             "data": {"spans": [{"trace_id": "AA==", "span_id": "AQ==", "parent_span_id": null, "name": "h@x.example",
               "start_time_unix_nano": 0, "end_time_unix_nano": 1, "status": {"code": "STATUS_CODE_OK",
               "message": "i@x.example"}, "events": [{"name": "j@x.example", "time_unix_nano": 1,
               "attributes": {"k": "k@x.example"}}], "attributes": {
                 "mlflow.spanInputs": "{\\"l\\": [\\"l\\\\u0040x.example\\", \\"{\\\\\\"m\\\\\\": \\\\\\"m\\\\\\\\u0040x.example\\\\\\"}\\"]}",
                 "plain": "n@x.example", "card": "4111111111111111", "password": "\\"short\\"", "n": "1.50"}}]},
             "later": "o@x.example"}
            """));

        var redacted = PythonJson.readable(
                TraceJson.write(Redaction.of(List.of("all"), KEY).apply(trace)));

        assertThat(redacted).doesNotContain("x.example").doesNotContain("0040").doesNotContain("short");
        assertThat(redacted).contains("\"tr-1\"", "\"AQ==\"", "2026-03-01T00:00:00Z", "\"n\": \"1.50\"");
        assertThat(redacted.split("\\[email:", -1)).hasSize(16);
        assertThat(redacted).contains("[card:");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"password": 12345678, "pin": 12}                  | {"password": "[key]", "pin": 12}
        {"secret": {"value": "s3cret", "of": [1.5, true]}} | {"secret": {"value": "[key]", "of": ["[key]", true]}}
        {"password": "hunter2 at 10.0.0.1"}                | {"password": "[key]"}
        {"password": "my!p@ss.word"}                       | {"password": "[key]"}
        {"authorization": "Token abc"}                     | {"authorization": "Token [key]"}
        {"secret": "{\\"a\\": \\"b\\"}"}                       | {"secret": "{\\"a\\": \\"[key]\\"}"}
        {"passwords": "a", "api_key_2": "b", "secret ": "c"} | {"passwords": "[key]", "api_key_2": "[key]", "secret ": "[key]"}
        {"SecretAccessKey": "a", "SessionToken": "b"}      | {"SecretAccessKey": "[key]", "SessionToken": "[key]"}
        {"token": "Hello", "total_tokens": 12}             | {"token": "Hello", "total_tokens": 12}
        {"x": "\\"{\\\\\\"password\\\\\\": \\\\\\"twice\\\\\\"}\\""}   | {"x": "\\"{\\\\\\"password\\\\\\": \\\\\\"[key]\\\\\\"}\\""}
        {"card": 4111111111111111.0}                       | {"card": "[card].0"}
        """)
    void whatStandsUnderTheNameOfASecretIsOne(String json, String expected) {
        assertThat(preview(json, "all").replaceAll(":[0-9a-f]{10}\\]", "]")).isEqualTo(expected);
        assertThat(attribute(json, "all").replaceAll(":[0-9a-f]{10}\\]", "]")).isEqualTo(expected);
    }

    @Test
    void whatIsSaidTwiceUnderOneNameIsLookedAtTwice() {
        var json = "{\"to\": \"ann@x.example\", \"to\": \"nobody\"}";

        assertThat(preview(json, "email")).doesNotContain("ann@");
        assertThat(attribute(json, "email")).doesNotContain("ann@");
    }

    @Test
    void numbersUnderTheNameOfASecretAreTextsOutsideOfJson() {
        assertThat(tag("db_password", "20250101", "all")).matches("\\[key:[0-9a-f]{10}\\]");
        assertThat(tag("card", "4111111111111111", "all")).matches("\\[card:[0-9a-f]{10}\\]");
    }

    @Test
    void ownPatternsFindNamesWithTheirValuesEverywhere() {
        var json = "{\"customer_id\": \"C-778899\", \"lat\": 48.137154}";

        assertThat(attribute(json, "regex:\"customer_id\": \"([^\"]+)\""))
                .matches("\\{\"customer_id\": \"\\[private:[0-9a-f]{10}\\]\", \"lat\": 48.137154}");
        assertThat(attribute(json, "regex:[0-9]{2}\\.[0-9]{4,}"))
                .matches("\\{\"customer_id\": \"C-778899\", \"lat\": \"\\[private:[0-9a-f]{10}\\]\"}");
    }

    @Test
    void ownPatternsFindNothingInPseudonyms() {
        assertThat(preview("{\"a\": \"0123456789\"}", "regex:[a-z0-9]{8,}"))
                .matches("\\{\"a\": \"\\[private:[0-9a-f]{10}\\]\"}");
        assertThat(preview("ann@x.example", "email", "regex:[a-z0-9]{4,}")).matches("\\[email:[0-9a-f]{10}\\]");
    }

    @Test
    void ownPatternsReplaceTheGroupThatTakesPart() {
        assertThat(preview("uid=1234", "regex:\\bid=([0-9]+)|uid=([0-9]+)")).matches("uid=\\[private:[0-9a-f]{10}\\]");
    }

    @Test
    void ownPatternsReplaceTheirFirstGroup() {
        assertThat(preview("order FB-12 of FB", "regex:(FB)-[0-9]+"))
                .matches("order \\[private:[0-9a-f]{10}\\]-12 of FB");
        assertThat(preview("order FB-12", "regex:FB-[0-9]+")).matches("order \\[private:[0-9a-f]{10}\\]");
    }

    @Test
    void whatIsNoRuleIsRefused() {
        assertThatThrownBy(() -> Redaction.of(List.of("email,phone"), KEY))
                .hasMessage("'phone' is no rule; there are email, key, card, ip, all and regex:PATTERN");
        assertThatThrownBy(() -> Redaction.of(List.of("regex:("), KEY)).hasMessageStartingWith("bad pattern '('");
        assertThatThrownBy(() -> Redaction.of(List.of("regex:FB-[0-9]+,email"), KEY))
                .hasMessage("behind 'regex:' everything is the pattern, ',email' as well; give each of them alone,"
                        + " or write [,] for a comma that is meant");
        assertThatThrownBy(() -> Redaction.of(List.of("email,regex:[a-z]{4,}"), KEY))
                .hasMessage("'regex:' cannot stand in a list, as its pattern may have commas; give it alone");
        assertThatThrownBy(() -> Redaction.of(List.of("regex:"), KEY))
                .hasMessage("'regex:' lacks its pattern, as in regex:FB-[0-9]+");
    }

    private static String attribute(String json, String rule) {
        var trace = TraceJson.read(PythonJson.parse("""
            {"info": {"trace_id": "tr-1", "request_time": "2026-03-01T00:00:00Z", "state": "OK"},
             "data": {"spans": [{"trace_id": "AA==", "span_id": "AQ==", "name": "n", "start_time_unix_nano": 1,
               "end_time_unix_nano": 2, "attributes": {"x": %s}}]}}
            """.formatted(PythonJson.ascii(StringNode.valueOf(json)))));
        var redacted = Redaction.of(List.of(rule), KEY).apply(trace);
        return Objects.requireNonNull(redacted.spans().getFirst().attributes().get("x"));
    }

    private static String tag(String key, String value, String rule) {
        var trace = TraceJson.read(PythonJson.parse("""
            {"info": {"trace_id": "tr-1", "request_time": "2026-03-01T00:00:00Z", "state": "OK", "tags": {"%s": "%s"}}}
            """.formatted(key, value)));
        var redacted = Redaction.of(List.of(rule), KEY).apply(trace);
        return Objects.requireNonNull(redacted.info().tags().get(key));
    }

    private static String preview(String text, String... rules) {
        return Redaction.of(List.of(rules), KEY)
                .apply(trace(text))
                .info()
                .requestPreview()
                .orElseThrow();
    }

    @Test
    void theServerAndThePromptsOfATraceAreLookedAtToo() {
        var provenance = Provenance.of("http://10.1.2.3:5000").withLinkedPrompts(Set.of("for a@x.example/1"));

        var redacted = Redaction.of(List.of("all"), KEY).apply(new IndexedTrace(trace("nothing"), provenance));

        assertThat(redacted.provenance().source().orElseThrow()).matches("http://\\[ip:\\w+\\]:5000");
        assertThat(redacted.provenance().linkedPrompts().toString())
                .contains("[email:")
                .doesNotContain("a@x");
        assertThat(Redaction.none().apply(new IndexedTrace(trace("a@x.example"), provenance)))
                .isEqualTo(new IndexedTrace(trace("a@x.example"), provenance));
    }

    private static Trace trace(String preview) {
        var json = PythonJson.parse("""
            {"info": {"trace_id": "tr-1", "request_time": "2026-03-01T00:00:00Z", "state": "OK", "trace_location":
              {"type": "MLFLOW_EXPERIMENT", "mlflow_experiment": {"experiment_id": "1"}}, "request_preview": %s}}
            """.formatted(PythonJson.ascii(StringNode.valueOf(preview))));
        return TraceJson.read(json);
    }
}
