package dev.trawl.cli.chat;

import dev.trawl.trace.PythonJson;
import dev.trawl.trace.Span;
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

    /**
     * What a trace was asked or what it answered: as its root has it, else as its preview has it.
     *
     * @param key of the root's attribute
     */
    public static Optional<String> ofTrace(Optional<Span> root, String key, Optional<String> preview) {
        return root.flatMap(span -> span.attribute(key))
                .or(() -> preview.map(PythonJson::parseOrText))
                .map(Utterance::of);
    }

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
