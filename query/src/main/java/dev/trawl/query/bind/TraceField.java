package dev.trawl.query.bind;

import java.util.Locale;

/** Something of a trace that has values: one, several or none. */
public sealed interface TraceField {

    /** A field that every trace has or could have. */
    enum Attribute implements TraceField {
        TRACE_ID,
        EXPERIMENT_ID,
        STATUS,
        CLIENT_REQUEST_ID,
        REQUEST,
        RESPONSE,
        TIMESTAMP_MS,
        EXECUTION_TIME_MS,
        END_TIME_MS,
        INPUT_TOKENS,
        OUTPUT_TOKENS,
        TOTAL_TOKENS,
        COST,
        SPAN_COUNT,
        ERROR_COUNT,
        /** The run in which the trace was made and the runs linked to it. */
        RUN,
        /** Linked prompt versions as {@code name/version}. */
        PROMPT,
        /** The server that it came from. */
        SOURCE,
        /** {@code true} or {@code false}: whether its server was found not to have it any more. */
        DELETED,
        /** When that was found. */
        DELETED_MS,
        /** Ids of issues that assessments refer to. */
        ISSUE,
        /** Source ids and source types of valid assessments. */
        ASSESSMENT_SOURCE,
        ASSESSMENT_RATIONALE,
        /** Codes, messages and stack traces of valid feedback that is an error. */
        ASSESSMENT_ERROR;

        @Override
        public String toString() {
            return "trace." + name().toLowerCase(Locale.ROOT);
        }
    }

    record Tag(String key) implements TraceField {
        @Override
        public String toString() {
            return "tag.`" + key + "`";
        }
    }

    record Metadata(String key) implements TraceField {
        @Override
        public String toString() {
            return "metadata.`" + key + "`";
        }
    }

    /** Values of the valid feedback of that name, of the trace or of its session. */
    record Feedback(String name) implements TraceField {
        @Override
        public String toString() {
            return "feedback.`" + name + "`";
        }
    }

    /** Values of the valid expectations of that name, of the trace or of its session. */
    record Expectation(String name) implements TraceField {
        @Override
        public String toString() {
            return "expectation.`" + name + "`";
        }
    }
}
