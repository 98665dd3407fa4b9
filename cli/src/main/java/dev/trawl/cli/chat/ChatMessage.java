package dev.trawl.cli.chat;

import java.util.List;

/**
 * One message of a conversation.
 *
 * @param role {@code system}, {@code user}, {@code assistant}, {@code tool} or what else was written
 * @param text may be empty, when tools are called only
 * @param calls tools that the message calls
 */
public record ChatMessage(String role, String text, List<ToolCall> calls) {
    /**
     * A call of a tool.
     *
     * @param arguments JSON, mostly
     */
    public record ToolCall(String name, String arguments) {}

    public ChatMessage {
        calls = List.copyOf(calls);
    }

    ChatMessage(String role, String text) {
        this(role, text, List.of());
    }
}
