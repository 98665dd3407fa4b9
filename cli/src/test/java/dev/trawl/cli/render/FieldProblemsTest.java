package dev.trawl.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.cli.RecordedTraces;
import dev.trawl.trace.TraceJson;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Expected texts are what {@code mlflow traces search} 3.17.2 said about the same trace. */
class FieldProblemsTest {
    private static final ObjectNode T01 = TraceJson.write(RecordedTraces.named("t01"));

    @Test
    void missingFieldsAreNamedWithSomeThatExist() {
        var problem = FieldProblems.of(FieldPath.list("info.bogus, info.state,data.x"), T01, false);

        assertThat(problem).contains("""
                ❌ Invalid field path(s):
                   • info.bogus
                   • data.x

                💡 Use dot notation to specify nested fields:
                   Examples: info.trace_id, info.state, info.assessments.*

                📋 Available fields in this data:
                   info.*: info.assessments, info.assessments.*, info.assessments.*.assessment_id, \
                info.assessments.*.assessment_name, info.assessments.*.create_time, info.assessments.*.feedback, \
                info.assessments.*.last_update_time, info.assessments.*.rationale, ... (+36 more)
                   data.*: data.spans, data.spans.*, data.spans.*.attributes, data.spans.*.end_time_unix_nano, \
                data.spans.*.events, ... (+7 more)

                💡 Tip: Use --verbose flag to see all available fields""");
    }

    @Test
    void allFieldsThatExistAreListedWhenAskedFor() {
        var problem = FieldProblems.of(FieldPath.list("info.bogus"), T01, true).orElseThrow();

        assertThat(problem).startsWith("""
                ❌ Invalid field path(s):
                   • info.bogus

                💡 Use dot notation to specify nested fields:
                   Examples: info.trace_id, info.state, info.assessments.*

                📋 Available fields in this data:
                   Info fields:
                     • info.assessments
                     • info.assessments.*
                     • info.assessments.*.assessment_id
                """).endsWith("""
                     • data.spans.*.status
                     • data.spans.*.trace_id
                """);
    }

    @Test
    void pathsThatExistOrHoldWildcardsAreNoProblem() {
        assertThat(FieldProblems.of(
                        FieldPath.list("info.trace_id,data.*.bogus,info.tags.`mlflow.traceName`"), T01, false))
                .isEmpty();
    }

    @Test
    void listElementsAreReachedByWildcardsOnly() {
        assertThat(FieldProblems.of(FieldPath.list("data.spans.0.name"), T01, false))
                .isPresent();
    }
}
