package dev.trawl.cli.console;

import java.io.BufferedOutputStream;
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
    private static final int BUFFER_BYTES = 1 << 16;

    private final OutputStream stream;
    private final Writer writer;
    private boolean textIsWaiting;
    private boolean broken;

    public Output(OutputStream unbuffered) {
        stream = new BufferedOutputStream(unbuffered, BUFFER_BYTES);
        var encoder = StandardCharsets.UTF_8
                .newEncoder()
                .replaceWith(REPLACEMENT)
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        writer = new BufferedWriter(new OutputStreamWriter(stream, encoder), BUFFER_CHARACTERS);
    }

    public void text(String text) {
        textIsWaiting = true;
        try {
            writer.write(text);
        } catch (IOException e) {
            throw closed(e);
        }
    }

    public void line(String text) {
        text(text);
        text("\n");
    }

    /** Writes text that is UTF-8 already, from an offset to before another one. */
    public void bytes(byte[] utf8, int from, int to) {
        try {
            if (textIsWaiting) {
                writer.flush();
                textIsWaiting = false;
            }
            stream.write(utf8, from, to - from);
        } catch (IOException e) {
            throw closed(e);
        }
    }

    /** Lets everything be seen; after a failure, of which the first caller heard, nothing more. */
    public void flush() {
        if (broken) {
            return;
        }
        try {
            writer.flush();
            textIsWaiting = false;
        } catch (IOException e) {
            throw closed(e);
        }
    }

    private ClosedOutputException closed(IOException cause) {
        broken = true;
        return new ClosedOutputException(cause);
    }

    /** The same text stream for code that wants a {@link PrintWriter}, which keeps failures to itself. */
    public PrintWriter printer() {
        textIsWaiting = true;
        return new PrintWriter(writer);
    }
}
