package dev.trawl.cli.chat;

import dev.trawl.trace.MlflowKey;
import dev.trawl.trace.Span;
import java.util.List;
import java.util.stream.Stream;

/** The conversations that a span tells of: each a list of messages, in order, as one program had it at one time. */
public final class Conversations {
    private static final String MODEL = "assistant";

    private Conversations() {}

    /** At most three: what MLflow took for the chat, what went in, and what came out, unless it only goes on with that. */
    public static List<List<ChatMessage>> of(Span span) {
        var logged = messages(span, MlflowKey.SPAN_MESSAGES);
        var sent = messages(span, MlflowKey.SPAN_INPUTS);
        var written = messages(span, MlflowKey.SPAN_OUTPUTS);
        var conversations = isAnswer(sent, written)
                ? Stream.of(
                        logged, Stream.concat(sent.stream(), written.stream()).toList())
                : Stream.of(logged, sent, written);
        return conversations.filter(messages -> !messages.isEmpty()).toList();
    }

    /**
     * Whether what came out is the next thing said after what went in. Otherwise it may be the same conversation once more, as
     * the state of a graph is, or a message passed on.
     */
    private static boolean isAnswer(List<ChatMessage> sent, List<ChatMessage> written) {
        return !sent.isEmpty()
                && !sent.getLast().role().equals(MODEL)
                && written.stream().allMatch(message -> message.role().equals(MODEL));
    }

    private static List<ChatMessage> messages(Span span, String key) {
        return span.attribute(key).map(ChatMessages::in).orElse(List.of());
    }
}
