package dev.trawl.mlflow;

import dev.trawl.trace.MalformedTraceException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The body of an answer, which is refused when it turns out to be larger than what there is memory for. */
final class BoundedStream extends FilterInputStream {
    private final long most;
    private long count;

    /** @param most bytes */
    BoundedStream(InputStream in, long most) {
        super(in);
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        count(Math.max(0, read));
        return read;
    }

    private void count(int bytes) {
        count += bytes;
        if (count > most) {
            throw new MalformedTraceException(
                    "it has more than " + (most >> 20) + " MiB, more than fit into the memory that trawl may use");
        }
    }
}
