package dev.trawl.cli.chat;

import dev.trawl.cli.chat.ChatMessage.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
 *   <li>Gemini: {@code contents}, a text or {@code parts}, {@code system_instruction} and {@code candidates}
 * </ul>
 *
 * <p>What has none of these forms holds no messages.
 */
public final class ChatMessages {
    /** What Gemini's {@code generate_content} takes, in Google's three libraries for Python. */
    private static final Set<String> GEMINI_INPUTS = Set.of(
            "contents",
            "model",
            "config",
            "generation_config",
            "safety_settings",
            "tools",
            "tool_config",
            "labels",
            "stream",
            "request_options");

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
            contents(value.path("contents"), GEMINI_INPUTS.containsAll(value.propertyNames()));
            Stream.of("messages", "input", "choices", "generations", "candidates", "output", "message")
                    .map(value::path)
                    .forEach(part -> read(part, speaker));
            if (value.has("content")
                    && value.path("parts").isMissingNode()
                    && value.path("content").has("parts")) {
                message(value.path("content"), speaker);
            }
        }
    }

    private void instructions(JsonNode value) {
        Stream.of(
                        value.path("system"),
                        value.path("instructions"),
                        value.path("config").path("system_instruction"),
                        value.path("config").path("systemInstruction"))
                .map(MessageContent::words)
                .filter(text -> !text.isEmpty())
                .forEach(text -> messages.add(new ChatMessage("system", text)));
    }

    /** The Responses API takes a text for one message of the user; elsewhere {@code input} alone says nothing of a chat. */
    private void plainInput(JsonNode input) {
        if (input.isString()) {
            messages.add(new ChatMessage("user", input.stringValue()));
        }
    }

    /**
     * Gemini takes messages, or a text or parts of one message of the user ({@code mlflow/gemini/genai_semconv_converter.py}).
     *
     * @param gemini whether nothing stands beside them but what Gemini takes: files have contents, too
     */
    private void contents(JsonNode contents, boolean gemini) {
        if (isMessage(contents) || contents.path("parts").isArray()) {
            message(contents, "user");
        } else if (contents.isArray() && !contents.valueStream().allMatch(MessageContent::isGeminiPart)) {
            contents.forEach(element -> contents(element, gemini));
        } else if (gemini && (contents.isArray() || MessageContent.isGeminiPart(contents))) {
            said("user", contents, List.of());
        }
    }

    private static boolean isMessage(JsonNode value) {
        boolean hasContent = Stream.of("content", "parts", "tool_calls").anyMatch(value::has)
                || value.path("function_call").isObject()
                || value.path("refusal").isString();
        return (value.path("role").isString() && hasContent)
                || (hasContent && langChainRole(value) != null)
                || isCall(value)
                || isCallOutput(value);
    }

    private static boolean isCall(JsonNode value) {
        return value.path("type").asString("").equals("function_call") && value.has("name");
    }

    private static boolean isCallOutput(JsonNode value) {
        return value.path("type").asString("").equals("function_call_output");
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
            var call = MessageContent.call(value.path("name"), value.path("arguments"));
            messages.add(new ChatMessage(speaker, "", List.of(call)));
        } else if (isCallOutput(value)) {
            messages.add(new ChatMessage("tool", MessageContent.text(value.path("output"))));
        } else {
            said(role(value, speaker), content(value), calls(value));
        }
    }

    private void said(String role, JsonNode content, List<ToolCall> calls) {
        var text = MessageContent.text(content);
        var all = Stream.concat(calls.stream(), MessageContent.calls(content).stream())
                .toList();
        if (!text.isEmpty() || !all.isEmpty()) {
            messages.add(new ChatMessage(MessageContent.isToolResult(content) ? "tool" : role, text, all));
        }
    }

    private static String role(JsonNode value, String speaker) {
        if (!value.path("role").isString()) {
            var langChain = langChainRole(value);
            return langChain == null ? speaker : langChain;
        }
        var role = value.path("role").stringValue();
        return switch (role) {
            case "model" -> "assistant";
            case "function" -> "tool";
            default -> role;
        };
    }

    /** What a message says, or why a model would say nothing. */
    private static JsonNode content(JsonNode message) {
        var content = message.has("content") ? message.path("content") : message.path("parts");
        return content.isNull() || content.isMissingNode() ? message.path("refusal") : content;
    }

    private static List<ToolCall> calls(JsonNode message) {
        var calls = new ArrayList<ToolCall>();
        message.path("tool_calls").forEach(call -> calls.add(toolCall(call)));
        var legacy = message.path("function_call");
        if (legacy.isObject()) {
            calls.add(MessageContent.call(legacy.path("name"), legacy.path("arguments")));
        }
        return calls;
    }

    private static ToolCall toolCall(JsonNode call) {
        var function = call.path("function");
        return function.isObject()
                ? MessageContent.call(function.path("name"), function.path("arguments"))
                : MessageContent.call(call.path("name"), call.path("args"));
    }
}
