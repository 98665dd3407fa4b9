package dev.trawl.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The members of a gzip file, one after the other. Java takes anything behind a member that begins none for the end of the
 * file; here it is refused, except for zeros, which fill up the last block of a tape or a disk.
 */
final class GzipMembers extends GZIPInputStream {
    /** Bytes of the checksum and the length behind the data of a member (RFC 1952). */
    private static final int TRAILER = 8;

    GzipMembers(InputStream in, int buffer) throws IOException {
        super(in, buffer);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        if (read < 0) {
            refuseMore();
        }
        return read;
    }

    private void refuseMore() throws IOException {
        int more = 0;
        for (int i = len - inf.getRemaining() + TRAILER; i < len; i++) {
            more |= buf[i];
        }
        for (int b = in.read(); b >= 0; b = in.read()) {
            more |= b;
        }
        if (more != 0) {
            throw new ZipException("what follows the compressed data is no gzip, or cut off");
        }
    }
}
