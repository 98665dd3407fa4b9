package dev.trawl.cli.chat;

import dev.trawl.cli.console.Colours;
import dev.trawl.cli.console.Output;
import dev.trawl.cli.render.WrappedText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A conversation as it is printed: who speaks, and below it, indented, what. What was said before is not said again. */
public final class Transcript {
    private static final String INDENT = "  ";

    private final Output output;
    private final int width;
    private final Colours colours;
    private final Map<ChatMessage, Integer> shown = new HashMap<>();

    /**
     * A transcript.
     *
     * @param width how wide it may be
     */
    public Transcript(Output output, int width, Colours colours) {
        this.output = output;
        this.width = width;
        this.colours = colours;
    }

    /**
     * Prints what is new in a conversation: models are sent all of it at every call. A message that stands in it for the third
     * time is new if it was shown twice, so that what is said again is shown again.
     */
    public void add(List<ChatMessage> conversation) {
        var counted = new HashMap<ChatMessage, Integer>();
        for (var message : conversation) {
            int occurrence = counted.merge(message, 1, Integer::sum);
            if (occurrence > shown.getOrDefault(message, 0)) {
                shown.put(message, occurrence);
                print(message);
            }
        }
    }

    private void print(ChatMessage message) {
        output.line(painted(message.role()));
        WrappedText.lines(message.text(), width - INDENT.length()).forEach(line -> output.line(INDENT + line));
        for (var call : message.calls()) {
            WrappedText.lines("→ " + call.name() + "(" + call.arguments() + ")", width - INDENT.length())
                    .forEach(line -> output.line(INDENT + colours.yellow(line)));
        }
        output.line("");
    }

    private String painted(String role) {
        var text = WrappedText.clean(role);
        return switch (role) {
            case "user" -> colours.bold(colours.cyan(text));
            case "assistant" -> colours.bold(colours.green(text));
            case "tool" -> colours.bold(colours.yellow(text));
            default -> colours.bold(text);
        };
    }
}
