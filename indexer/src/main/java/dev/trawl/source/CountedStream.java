package dev.trawl.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what is read through it; the count may be read by another thread. */
final class CountedStream extends FilterInputStream {
    private volatile long count;

    CountedStream(InputStream in) {
        super(in);
    }

    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        add(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        add(Math.max(read, 0));
        return read;
    }

    /**
     * One at least, also where nothing is at hand just then: the gzip reader of Java before 23 takes the end of a member for
     * the end of the stream otherwise (JDK-7036144), and what a pipe brings later would be lost.
     */
    @Override
    public int available() throws IOException {
        return Math.max(1, super.available());
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** One thread reads. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void add(int read) {
        count += read;
    }
}
