package dev.trawl.cli.chat;

import dev.trawl.cli.console.Colours;
import dev.trawl.cli.console.Output;
import dev.trawl.cli.render.WrappedText;
import java.util.HashSet;
import java.util.Set;

/** A conversation as it is printed: who speaks, and below it, indented, what. What was said before is not said again. */
public final class Transcript {
    private static final String INDENT = "  ";

    private final Output output;
    private final int width;
    private final Colours colours;
    private final Set<ChatMessage> said = new HashSet<>();

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

    /** Prints a message, unless it is the same as one before: models are sent the whole conversation each time. */
    public void add(ChatMessage message) {
        if (!said.add(message)) {
            return;
        }
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
