package dev.trawl.cli.chat;

import dev.trawl.cli.chat.ChatMessage.ToolCall;
import dev.trawl.trace.PythonJson;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What a message says: a text, parts of which some are text, or any JSON, as tools answer. What is neither text nor data, such as
 * an image, is told by its kind: {@code [image_url]}.
 */
final class MessageContent {
    private MessageContent() {}

    /** Its text; empty if it only calls tools. */
    static String text(JsonNode content) {
        return content.isObject() && isData(content)
                ? PythonJson.readable(content)
                : joined(parts(content).map(MessageContent::part));
    }

    /** Its text alone, without markers and data; empty for what is not written for a person. */
    static String words(JsonNode content) {
        return joined(parts(content).flatMap(part -> written(part).stream()));
    }

    /** The tools that parts of it call. */
    static List<ToolCall> calls(JsonNode content) {
        return parts(content).flatMap(part -> call(part).stream()).toList();
    }

    /** A call by the name of a tool, with arguments that are JSON or the text of it. */
    static ToolCall call(JsonNode name, JsonNode arguments) {
        var text = arguments.isMissingNode()
                ? ""
                : arguments.isString() ? arguments.stringValue() : PythonJson.readable(arguments);
        return new ToolCall(name.asString("?"), text);
    }

    /** Whether it is all that tools answered, whoever it is said to be from. */
    static boolean isToolResult(JsonNode content) {
        var parts = parts(content).toList();
        return !parts.isEmpty()
                && parts.stream()
                        .allMatch(part -> type(part).equals("tool_result")
                                || GeminiPart.of(part)
                                        .filter(GeminiPart.FUNCTION_RESPONSE::equals)
                                        .isPresent());
    }

    /** Whether it is a text or a part as Gemini takes them without a message around. */
    static boolean isGeminiPart(JsonNode value) {
        return written(value).isPresent() || GeminiPart.of(value).isPresent();
    }

    private static Stream<JsonNode> parts(JsonNode content) {
        var parts = content.path("parts").isArray() ? content.path("parts") : content;
        return parts.isArray() ? parts.valueStream() : Stream.of(parts);
    }

    private static Optional<ToolCall> call(JsonNode part) {
        if (type(part).equals("tool_use")) {
            return Optional.of(call(part.path("name"), part.path("input")));
        }
        var function = GeminiPart.FUNCTION_CALL.in(part);
        return function.isObject() ? Optional.of(call(function.path("name"), function.path("args"))) : Optional.empty();
    }

    private static String part(JsonNode part) {
        if (part.isNull() || part.isMissingNode()) {
            return "";
        }
        return written(part)
                .or(() -> GeminiPart.of(part).map(kind -> gemini(kind, part)))
                .orElseGet(() -> switch (type(part)) {
                    case "tool_result" -> text(part.path("content"));
                    case "tool_use" -> "";
                    case "" -> part.has("text") ? "" : PythonJson.readable(part);
                    default -> "[" + type(part) + "]";
                });
    }

    private static String gemini(GeminiPart kind, JsonNode part) {
        return switch (kind) {
            case FUNCTION_CALL -> "";
            case FUNCTION_RESPONSE -> text(kind.in(part).path("response"));
            case INLINE_DATA, FILE_DATA, EXECUTABLE_CODE, CODE_EXECUTION_RESULT -> kind.marker();
        };
    }

    /** The text that a part is or holds; a refusal is one. */
    private static Optional<String> written(JsonNode part) {
        return Stream.of(part, part.path("text"), part.path("refusal"))
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .findFirst();
    }

    /** Whether an object is no part of a known kind, but what a tool found, whatever its own {@code type} says. */
    private static boolean isData(JsonNode object) {
        return !object.path("parts").isArray()
                && !isGeminiPart(object)
                && !type(object).equals("tool_result")
                && !type(object).equals("tool_use");
    }

    private static String type(JsonNode part) {
        return part.path("type").asString("");
    }

    private static String joined(Stream<String> texts) {
        return texts.filter(text -> !text.isEmpty()).collect(Collectors.joining("\n"));
    }
}
