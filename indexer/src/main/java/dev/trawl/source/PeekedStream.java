package dev.trawl.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** A stream whose first bytes are known before it is read. A byte order mark in front of them is passed over. */
final class PeekedStream extends InputStream {
    /** A first line that is longer does not matter: what stands in its first bytes tells enough. */
    private static final int MOST = 1 << 16;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final InputStream in;
    private final byte[] beginning;
    private int position;

    /** What ended the peeking; whoever reads on meets it after the first bytes, which may hold whole traces. */
    private Optional<IOException> failure = Optional.empty();

    PeekedStream(InputStream in) {
        this.in = in;
        var bytes = new byte[MOST];
        int length = 0;
        try {
            int read = 0;
            while (length < MOST && read >= 0) {
                length += read;
                read = in.read(bytes, length, MOST - length);
            }
        } catch (IOException e) {
            failure = Optional.of(e);
        }
        boolean marked = length >= 3 && Arrays.equals(bytes, 0, 3, BYTE_ORDER_MARK, 0, 3);
        this.beginning = Arrays.copyOfRange(bytes, marked ? 3 : 0, length);
    }

    /** The first bytes, at most 64 KiB; fewer only where the stream is shorter or broken. */
    byte[] beginning() {
        return beginning.clone();
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (position == beginning.length) {
            if (failure.isPresent()) {
                throw failure.get();
            }
            return in.read(buffer, offset, length);
        }
        int count = Math.min(length, beginning.length - position);
        System.arraycopy(beginning, position, buffer, offset, count);
        position += count;
        return count;
    }
}
