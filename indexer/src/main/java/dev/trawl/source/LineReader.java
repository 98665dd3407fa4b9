package dev.trawl.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The lines of a text, which end with LF or CR LF; empty ones are passed over. */
final class LineReader {
    /** Bytes; while it is indexed, a trace takes several times the memory of its line. */
    static final int LONGEST_LINE = (int) Math.min(1 << 29, Runtime.getRuntime().maxMemory() / 8);

    private final String file;
    private final InputStream in;
    private final int longestLine;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;
    private long line;

    LineReader(String file, InputStream in, int longestLine) {
        this.file = file;
        this.in = in;
        this.longestLine = longestLine;
    }

    /** The number of the last line, from 1. */
    long line() {
        return line;
    }

    /** The next line that is not empty; {@link #line} is its number. */
    Optional<byte[]> nextLine() throws IOException, ImportProblemException {
        while (position < limit || fill()) {
            var bytes = wholeLine();
            if (!isBlank(bytes)) {
                return Optional.of(bytes);
            }
        }
        return Optional.empty();
    }

    private byte[] wholeLine() throws IOException, ImportProblemException {
        line++;
        var bytes = new ByteArrayOutputStream();
        long length = 0;
        while (position < limit || fill()) {
            int end = lineEnd();
            length += end - position;
            if (length <= longestLine) {
                bytes.write(buffer, position, end - position);
            }
            boolean ended = end < limit;
            position = ended ? end + 1 : limit;
            if (ended) {
                break;
            }
        }
        if (length > longestLine) {
            var size = "the line has " + (length >> 20) + " MiB, more than fit into the memory that trawl may use";
            throw new ImportProblemException(new ImportProblem(file, line, size));
        }
        return bytes.toByteArray();
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(buffer, 0, buffer.length));
        return limit > 0;
    }

    private int lineEnd() {
        int end = position;
        while (end < limit && buffer[end] != '\n') {
            end++;
        }
        return end;
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
