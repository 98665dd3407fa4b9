package dev.trawl.cli.chat;

import dev.trawl.cli.chat.ChatMessage.ToolCall;
import dev.trawl.trace.PythonJson;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads messages from what a span was given or gave, in the forms in which MLflow's integrations log them:
 *
 * <ul>
 *   <li>OpenAI: {@code messages} of {@code role} and {@code content}, {@code choices} of {@code message}; the Responses API's
 *       {@code instructions}, {@code input} and {@code output}
 *   <li>Anthropic: {@code system} and {@code messages} with parts of type {@code text}, {@code tool_use}, {@code tool_result}
 *   <li>LangChain: messages of {@code type} human, ai, system, tool, also in lists of lists, serialised objects ({@code
 *       kwargs}) and {@code generations}
 *   <li>Gemini: {@code contents} and {@code candidates} of {@code parts}
 * </ul>
 *
 * <p>What has none of these forms holds no messages.
 */
public final class ChatMessages {
    private final List<ChatMessage> messages = new ArrayList<>();

    private ChatMessages() {}

    /** The messages in a value, in order. */
    public static List<ChatMessage> in(JsonNode value) {
        var reader = new ChatMessages();
        reader.read(value, "assistant");
        return List.copyOf(reader.messages);
    }

    private void read(JsonNode value, String speaker) {
        if (value.isArray()) {
            value.forEach(element -> read(element, speaker));
        } else if (value.isObject()) {
            object(value, speaker);
        }
    }

    private void object(JsonNode value, String speaker) {
        if (value.path("kwargs").isObject() && value.has("lc")) {
            object(value.path("kwargs"), speaker);
        } else if (isMessage(value)) {
            message(value, speaker);
        } else {
            instructions(value);
            plainInput(value.path("input"));
            Stream.of("messages", "input", "contents", "choices", "generations", "candidates", "output", "message")
                    .map(value::path)
                    .forEach(part -> read(part, speaker));
            if (value.has("content")
                    && value.path("parts").isMissingNode()
                    && value.path("content").has("parts")) {
                read(value.path("content"), speaker);
            }
        }
    }

    private void instructions(JsonNode value) {
        Stream.of("system", "instructions")
                .map(value::path)
                .map(ChatMessages::text)
                .filter(text -> !text.isEmpty())
                .forEach(text -> messages.add(new ChatMessage("system", text)));
    }

    /** The Responses API takes a text for one message of the user; elsewhere {@code input} alone says nothing of a chat. */
    private void plainInput(JsonNode input) {
        if (input.isString()) {
            messages.add(new ChatMessage("user", input.stringValue()));
        }
    }

    private static boolean isMessage(JsonNode value) {
        boolean hasContent = value.has("content") || value.has("parts") || value.has("tool_calls");
        return (value.path("role").isString() && hasContent)
                || (hasContent && langChainRole(value) != null)
                || isCall(value)
                || value.path("type").asString("").equals("function_call_output");
    }

    private static boolean isCall(JsonNode value) {
        return value.path("type").asString("").equals("function_call") && value.has("name");
    }

    private static @Nullable String langChainRole(JsonNode value) {
        return switch (value.path("type").asString("")) {
            case "human", "HumanMessageChunk" -> "user";
            case "ai", "AIMessageChunk" -> "assistant";
            case "system" -> "system";
            case "tool", "function" -> "tool";
            default -> null;
        };
    }

    private void message(JsonNode value, String speaker) {
        if (isCall(value)) {
            messages.add(new ChatMessage(speaker, "", List.of(call(value.path("name"), value.path("arguments")))));
            return;
        }
        if (value.path("type").asString("").equals("function_call_output")) {
            messages.add(new ChatMessage("tool", text(value.path("output"))));
            return;
        }
        var langChain = langChainRole(value);
        var role = value.path("role").asString(langChain == null ? speaker : langChain);
        var content = value.has("content") ? value.path("content") : value.path("parts");
        var calls = new ArrayList<ToolCall>();
        value.path("tool_calls").forEach(call -> calls.add(toolCall(call)));
        content.forEach(part -> {
            if (part.path("type").asString("").equals("tool_use")) {
                calls.add(call(part.path("name"), part.path("input")));
            }
            if (part.path("functionCall").isObject()) {
                calls.add(call(
                        part.path("functionCall").path("name"),
                        part.path("functionCall").path("args")));
            }
        });
        var text = text(content);
        boolean result = isToolResult(content);
        if (!text.isEmpty() || !calls.isEmpty()) {
            messages.add(new ChatMessage(result ? "tool" : role.equals("model") ? "assistant" : role, text, calls));
        }
    }

    private static boolean isToolResult(JsonNode content) {
        return content.isArray()
                && !content.isEmpty()
                && content.valueStream()
                        .allMatch(part -> part.path("type").asString("").equals("tool_result"));
    }

    private static ToolCall toolCall(JsonNode call) {
        var function = call.path("function");
        return function.isObject()
                ? call(function.path("name"), function.path("arguments"))
                : call(call.path("name"), call.path("args"));
    }

    private static ToolCall call(JsonNode name, JsonNode arguments) {
        var text = arguments.isMissingNode()
                ? ""
                : arguments.isString() ? arguments.stringValue() : PythonJson.readable(arguments);
        return new ToolCall(name.asString("?"), text);
    }

    /** The text of a content: a text, or parts of which some are text. */
    private static String text(JsonNode content) {
        if (content.isString()) {
            return content.stringValue();
        }
        if (!content.isArray()) {
            return content.isObject() ? part(content) : "";
        }
        return content.valueStream()
                .map(ChatMessages::part)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private static String part(JsonNode part) {
        if (part.isString()) {
            return part.stringValue();
        }
        if (part.path("text").isString()) {
            return part.path("text").stringValue();
        }
        return switch (part.path("type").asString("")) {
            case "tool_result" -> text(part.path("content"));
            case "tool_use", "" -> "";
            default -> "[" + part.path("type").asString("") + "]";
        };
    }
}
