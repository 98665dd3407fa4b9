package dev.trawl.source;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Compressed streams, known by their magic numbers: names lie, and standard input has none. */
final class Compression {
    private static final int BUFFER = 1 << 16;

    private Compression() {}

    static InputStream decompressed(InputStream stored) throws IOException {
        var buffered = new BufferedInputStream(stored, BUFFER);
        buffered.mark(4);
        int magic = littleEndian(buffered.readNBytes(4));
        buffered.reset();
        if ((magic & 0xffff) == 0x8b1f) {
            return new GzipMembers(buffered, BUFFER);
        }
        return magic == 0xfd2fb528 ? new ZstdInputStream(buffered) : buffered;
    }

    /** Whether reading failed because the end is missing; zstd-jni 1.5.7 says so only in the message. */
    static boolean isCutOff(IOException exception) {
        return exception instanceof EOFException || "Truncated source".equals(exception.getMessage());
    }

    private static int littleEndian(byte[] bytes) {
        int number = 0;
        for (int i = 0; i < bytes.length; i++) {
            number |= (bytes[i] & 0xff) << (8 * i);
        }
        return number;
    }
}
