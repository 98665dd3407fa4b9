package dev.trawl.index;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.lucene.util.BytesRef;

/**
 * Spelling of terms that hold a key and a value: the key, NUL, the value, in UTF-8, so that all values of a key stand
 * together in the term dictionary. A NUL inside a key is escaped; one inside a value need not be.
 *
 * <p>Lone surrogates, which UTF-8 cannot hold, are spelled as the three bytes that a surrogate's code point would have
 * (WTF-8), so that every Java text has its own term.
 */
public final class Terms {
    /** Bytes of a value that still becomes a term. Long values are rarely asked for by equality and would dominate. */
    public static final int LONGEST_VALUE = 512;

    /** UTF-16 units of a key, or of a text that is a term of its own, which stand in a term as they are. */
    private static final int LONGEST_TEXT = 8_000;

    private static final char SEPARATOR = '\u0000';
    private static final char ESCAPE = '\u0001';

    private Terms() {}

    public static BytesRef of(String text) {
        return new BytesRef(bytes(shortened(text)));
    }

    /** Whether the text stands in its term as it is, to be read from it again. */
    public static boolean fits(String text) {
        return text.length() <= LONGEST_TEXT;
    }

    /** The text itself, if it fits a term of Lucene's with a value behind it; else its beginning and its SHA-256. */
    private static String shortened(String text) {
        if (fits(text)) {
            return text;
        }
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(bytes(text));
            return text.substring(0, LONGEST_TEXT) + "… " + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String text(BytesRef term) {
        return text(term, 0);
    }

    /** The term of a pair, or nothing when the value is too long for one. */
    public static Optional<BytesRef> pair(String key, String value) {
        if (value.length() > LONGEST_VALUE) {
            return Optional.empty();
        }
        var bytes = bytes(value);
        return bytes.length > LONGEST_VALUE
                ? Optional.empty()
                : Optional.of(new BytesRef(bytes(escaped(key) + SEPARATOR + value)));
    }

    /** What the terms of all pairs with this key begin with. */
    public static BytesRef prefix(String key) {
        return new BytesRef(bytes(escaped(key) + SEPARATOR));
    }

    /** The value of a pair's term, given the {@link #prefix} that it begins with. */
    public static String value(BytesRef term, BytesRef prefix) {
        return text(term, prefix.length);
    }

    private static String escaped(String key) {
        var fitting = shortened(key);
        return fitting.indexOf(SEPARATOR) < 0 && fitting.indexOf(ESCAPE) < 0
                ? fitting
                : fitting.replace("\u0001", "\u0001\u0001").replace("\u0000", "\u0001\u0002");
    }

    private static byte[] bytes(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return withSurrogates(text);
            }
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] withSurrogates(String text) {
        var out = new ByteArrayOutputStream(text.length() * 3);
        text.codePoints().forEach(codePoint -> {
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                out.write(0xE0 | (codePoint >> 12));
                out.write(0x80 | ((codePoint >> 6) & 0x3F));
                out.write(0x80 | (codePoint & 0x3F));
            } else {
                out.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
            }
        });
        return out.toByteArray();
    }

    private static String text(BytesRef term, int from) {
        int start = term.offset + from;
        int end = term.offset + term.length;
        for (int i = start; i + 1 < end; i++) {
            if (term.bytes[i] == (byte) 0xED && (term.bytes[i + 1] & 0xFF) >= 0xA0) {
                return withSurrogates(term.bytes, start, end);
            }
        }
        return new String(term.bytes, start, end - start, StandardCharsets.UTF_8);
    }

    private static String withSurrogates(byte[] bytes, int start, int end) {
        var out = new StringBuilder();
        int plainFrom = start;
        for (int i = start; i + 2 < end; i++) {
            if (bytes[i] == (byte) 0xED && (bytes[i + 1] & 0xFF) >= 0xA0) {
                out.append(new String(bytes, plainFrom, i - plainFrom, StandardCharsets.UTF_8));
                out.append((char) (0xD000 | ((bytes[i + 1] & 0x3F) << 6) | (bytes[i + 2] & 0x3F)));
                plainFrom = i + 3;
                i += 2;
            }
        }
        return out.append(new String(bytes, plainFrom, end - plainFrom, StandardCharsets.UTF_8))
                .toString();
    }
}
