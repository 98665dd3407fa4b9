package dev.trawl.cli.chat;

import dev.trawl.trace.PythonJson;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What a person said or was told, read from the inputs or outputs of a whole trace. */
public final class Utterance {
    /** Names under which programs keep the text that matters, the likelier first. A guess. */
    private static final List<String> NAMES = List.of(
            "message",
            "question",
            "query",
            "prompt",
            "input",
            "request",
            "user_input",
            "reply",
            "answer",
            "response",
            "output",
            "result",
            "content",
            "text");

    private Utterance() {}

    /** The last thing said in a chat, else the text that an object holds under a usual name, else its JSON. */
    public static String of(JsonNode value) {
        var messages = ChatMessages.in(value);
        if (!messages.isEmpty() && !messages.getLast().text().isEmpty()) {
            return messages.getLast().text();
        }
        if (value.isString()) {
            return value.stringValue();
        }
        return named(value).orElseGet(() -> PythonJson.readable(value));
    }

    private static Optional<String> named(JsonNode value) {
        return NAMES.stream()
                .map(value::path)
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .findFirst();
    }
}
