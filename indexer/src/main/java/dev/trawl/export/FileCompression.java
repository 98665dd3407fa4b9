package dev.trawl.export;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** How a file is compressed, by the end of its name. The same content makes the same bytes. */
enum FileCompression {
    GZIP(".gz") {
        @Override
        OutputStream around(OutputStream file) throws IOException {
            return new GZIPOutputStream(file, BUFFER);
        }
    },
    ZSTANDARD(".zst") {
        @Override
        OutputStream around(OutputStream file) throws IOException {
            return new ZstdOutputStream(file).setChecksum(true);
        }
    },
    NONE("") {
        @Override
        OutputStream around(OutputStream file) {
            return file;
        }
    };

    private static final int BUFFER = 1 << 16;

    private final String ending;

    FileCompression(String ending) {
        this.ending = ending;
    }

    static FileCompression of(String name) {
        for (var compression : values()) {
            if (name.toLowerCase(Locale.ROOT).endsWith(compression.ending)) {
                return compression;
            }
        }
        return NONE;
    }

    /** The name without the ending that tells of compression. */
    static String uncompressed(String name) {
        return name.substring(0, name.length() - of(name).ending.length());
    }

    abstract OutputStream around(OutputStream file) throws IOException;
}
