package dev.trawl.cli.bulk;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The lines of a stream, as bytes: whether a line is in UTF-8 concerns that line alone. */
final class ByteLines implements Closeable {
    /** What some editors write at the beginning of a file, in UTF-8. */
    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

    /** Each byte is a character here, and a line ends where it would in UTF-8. */
    private final BufferedReader lines;

    private boolean begun;

    ByteLines(InputStream stream) {
        lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.ISO_8859_1));
    }

    Optional<byte[]> next() throws IOException {
        var line = Optional.ofNullable(lines.readLine());
        var text = begun ? line : line.map(first -> first.replaceFirst("^" + BYTE_ORDER_MARK, ""));
        begun = true;
        return text.map(characters -> characters.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Whether more has arrived already. */
    boolean ready() throws IOException {
        return lines.ready();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
