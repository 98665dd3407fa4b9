package dev.trawl.cli.console;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Where text leaves the process: UTF-8 whatever the locale says, a lone surrogate as U+FFFD, lines ended by a line feed.
 *
 * <p>Buffered; nothing is seen before {@link #flush}. Not thread-safe. A reader that has gone away stops the command by
 * {@link ClosedOutputException} instead of being ignored, so that {@code trawl … | head} ends soon.
 */
public final class Output {
    private static final byte[] REPLACEMENT = "\ufffd".getBytes(StandardCharsets.UTF_8);
    private static final int BUFFER_CHARACTERS = 1 << 15;

    private final Writer writer;

    public Output(OutputStream stream) {
        var encoder = StandardCharsets.UTF_8
                .newEncoder()
                .replaceWith(REPLACEMENT)
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        writer = new BufferedWriter(new OutputStreamWriter(stream, encoder), BUFFER_CHARACTERS);
    }

    public void text(String text) {
        try {
            writer.write(text);
        } catch (IOException e) {
            throw new ClosedOutputException(e);
        }
    }

    public void line(String text) {
        text(text);
        text("\n");
    }

    public void flush() {
        try {
            writer.flush();
        } catch (IOException e) {
            throw new ClosedOutputException(e);
        }
    }

    /** The same text stream for code that wants a {@link PrintWriter}, which keeps failures to itself. */
    public PrintWriter printer() {
        return new PrintWriter(writer);
    }
}
