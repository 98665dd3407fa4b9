package dev.trawl.cli.render;

import dev.trawl.trace.Assessment;
import dev.trawl.trace.PythonJson;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Assessments in a few words. */
public final class Judgements {
    private Judgements() {}

    /** {@code thumbs = down}; nothing of a kind that is not known. */
    public static Optional<String> said(Assessment assessment) {
        return switch (assessment.judgement()) {
            case Assessment.Feedback feedback ->
                Optional.of(assessment.name()
                        + feedback.error()
                                .map(error -> " failed: "
                                        + error.path("error_message").asString("?"))
                                .orElseGet(() -> " = " + text(feedback.value())));
            case Assessment.Expectation expectation ->
                Optional.of(assessment.name() + " should be " + text(expectation.value()));
            case Assessment.Issue issue -> Optional.of("issue " + assessment.name());
            case Assessment.Other other -> Optional.empty();
        };
    }

    /** The same, and who said it and why. */
    public static Optional<String> whole(Assessment assessment) {
        var source = assessment.source().path("source_id").asString("");
        return said(assessment)
                .map(said -> said
                        + (source.isEmpty() ? "" : "  by " + source)
                        + assessment
                                .rationale()
                                .filter(text -> !text.isEmpty())
                                .map(text -> "  " + text)
                                .orElse(""));
    }

    private static String text(JsonNode value) {
        return value.isString() ? value.stringValue() : PythonJson.readable(value);
    }
}
