package dev.trawl.trace;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A judgement on a trace, by a person, a program or a model.
 *
 * @param source {@code source_type} and {@code source_id}, as MLflow writes them
 * @param judgement what is said
 * @param metadata free key-values; {@code mlflow.trace.session} marks an assessment of a whole session
 * @param createTime RFC 3339, as written
 * @param lastUpdateTime RFC 3339, as written
 * @param overrides the id of the assessment that this one replaces
 * @param valid false once another assessment overrides this one
 * @param unknown fields that this version of trawl does not know
 */
public record Assessment(
        String id,
        String name,
        String traceId,
        Optional<String> spanId,
        JsonNode source,
        Optional<String> createTime,
        Optional<String> lastUpdateTime,
        Judgement judgement,
        Optional<String> rationale,
        Map<String, String> metadata,
        Optional<String> overrides,
        boolean valid,
        Map<String, JsonNode> unknown) {
    public Assessment {
        metadata = OrderedMap.copyOf(metadata);
        unknown = OrderedMap.copyOf(unknown);
    }

    /** Whether it was made for a session and counts for every trace of it. */
    public boolean forSession() {
        return metadata.containsKey(MlflowKey.SESSION);
    }

    /** What an assessment says. Each kind keeps the JSON object that MLflow wrote for it. */
    public sealed interface Judgement {}

    /** How good something was: {@code value} (any JSON) or an {@code error} of the judge. */
    public record Feedback(JsonNode json) implements Judgement {
        public JsonNode value() {
            return json.path("value");
        }

        public Optional<JsonNode> error() {
            return Optional.of(json.path("error")).filter(JsonNode::isObject);
        }
    }

    /** What the answer should have been; lists and objects stand serialised in {@code serialized_value}. */
    public record Expectation(JsonNode json) implements Judgement {
        public JsonNode value() {
            var serialized = json.path("serialized_value").path("value");
            return serialized.isString() ? PythonJson.parseOrText(serialized.stringValue()) : json.path("value");
        }
    }

    /** A reference to an issue; the assessment's name is the issue's id. */
    public record Issue(JsonNode json) implements Judgement {}

    /** A kind that this version of trawl does not know: nothing but {@code unknown} tells of it. */
    public record Other() implements Judgement {}
}
