package dev.trawl.source.spans;

import dev.trawl.trace.PythonJson;
import dev.trawl.trace.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The short form of a trace's inputs or outputs: the last message of a role in them, else their JSON (mlflow/tracing/utils/truncation.py, 3.17.2). */
final class Preview {
    private static final int LONGEST = 1_000;

    private Preview() {}

    static Optional<String> of(Span span, String key, String role) {
        return Optional.ofNullable(span.attributes().get(key)).map(json -> {
            var message = messages(PythonJson.parseOrText(json))
                    .flatMap(messages -> last(messages, role))
                    .map(Preview::content)
                    .filter(content -> !content.isEmpty());
            return cut(message.orElse(json));
        });
    }

    private static Optional<List<JsonNode>> messages(JsonNode value) {
        if (value.path("messages").isArray() && !value.path("messages").isEmpty()) {
            return Optional.of(onlyMessages(value.path("messages").valueStream()));
        }
        var choice = value.path("choices").path(0).path("message");
        if (isMessage(choice)) {
            return Optional.of(List.of(choice));
        }
        for (var name : List.of("input", "output")) {
            if (value.path(name).isArray() && !value.path(name).isEmpty()) {
                return Optional.of(onlyMessages(value.path(name).valueStream()));
            }
        }
        return value.has("request") ? messages(value.path("request")) : Optional.empty();
    }

    private static List<JsonNode> onlyMessages(Stream<JsonNode> items) {
        return items.filter(Preview::isMessage).toList();
    }

    private static boolean isMessage(JsonNode item) {
        return item.isObject() && item.has("role") && item.has("content");
    }

    private static Optional<JsonNode> last(List<JsonNode> messages, String role) {
        return messages.reversed().stream()
                .filter(message -> message.path("role").asString("").equals(role))
                .findFirst()
                .or(() -> messages.isEmpty() ? Optional.empty() : Optional.of(messages.getLast()));
    }

    private static String content(JsonNode message) {
        var content = message.path("content");
        if (content.isString()) {
            return content.stringValue();
        }
        return content.valueStream()
                .filter(part ->
                        part.isString() || part.path("type").asString("").matches("text|output_text"))
                .map(part ->
                        part.isString() ? part.stringValue() : part.path("text").asString(""))
                .findFirst()
                .orElse("");
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST - 3)) + "...";
    }
}
