package dev.trawl.index;

import dev.trawl.trace.Wtf8;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.lucene.util.BytesRef;

/**
 * Spelling of terms that hold a key and a value: the key, NUL, the value, in UTF-8, so that all values of a key stand
 * together in the term dictionary. A NUL inside a key is escaped; one inside a value need not be.
 *
 * <p>The bytes are {@link Wtf8}, so that every Java text has its own term.
 */
public final class Terms {
    /** Bytes of a value that still becomes a term. Long values are rarely asked for by equality and would dominate. */
    public static final int LONGEST_VALUE = 512;

    /** UTF-16 units of a key, or of a text that is a term of its own, which stand in a term as they are. */
    private static final int LONGEST_TEXT = 8_000;

    private static final char SEPARATOR = '\u0000';
    private static final char ESCAPE = '\u0001';
    private static final Pattern ESCAPED = Pattern.compile("\u0001[\u0001\u0002]");

    private Terms() {}

    public static BytesRef of(String text) {
        return new BytesRef(Wtf8.encode(shortened(text)));
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
            var hash = MessageDigest.getInstance("SHA-256").digest(Wtf8.encode(text));
            return text.substring(0, LONGEST_TEXT) + "… " + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String text(BytesRef term) {
        return Wtf8.decode(term.bytes, term.offset, term.offset + term.length);
    }

    /** The term of a pair, or nothing when the value is too long for one. */
    public static Optional<BytesRef> pair(String key, String value) {
        if (value.length() > LONGEST_VALUE) {
            return Optional.empty();
        }
        var bytes = Wtf8.encode(value);
        return bytes.length > LONGEST_VALUE
                ? Optional.empty()
                : Optional.of(new BytesRef(Wtf8.encode(escaped(key) + SEPARATOR + value)));
    }

    /** A key for a member of the values of another key; no other key and member have the same one. */
    public static String keyOfMember(String key, String member) {
        return "`" + key.replace("`", "``") + "`." + member;
    }

    /** What the terms of all pairs with this key begin with. */
    public static BytesRef prefix(String key) {
        return prefix(key, "");
    }

    /** What the terms of all pairs with this key begin with whose values begin so; not in the middle of a character. */
    public static BytesRef prefix(String key, String beginning) {
        return new BytesRef(Wtf8.encode(escaped(key) + SEPARATOR + beginning));
    }

    /** What the terms of all pairs with a key begin with, given the key as a term of its own ({@link #of}). */
    public static BytesRef prefixOfKey(BytesRef key) {
        return new BytesRef(Wtf8.encode(escapedAsItIs(text(key)) + SEPARATOR));
    }

    /** What the terms of all pairs begin with that have the key of this one. */
    public static BytesRef prefixOfPair(BytesRef pair) {
        int end = pair.offset;
        while (pair.bytes[end] != SEPARATOR) {
            end++;
        }
        return BytesRef.deepCopyOf(new BytesRef(pair.bytes, pair.offset, end + 1 - pair.offset));
    }

    /** The key of the pairs that begin so; one that was too long for a term is shortened, as {@link #of} does it. */
    public static String keyOfPrefix(BytesRef prefix) {
        var escaped = Wtf8.decode(prefix.bytes, prefix.offset, prefix.offset + prefix.length - 1);
        return ESCAPED.matcher(escaped).replaceAll(found -> found.group().equals("\u0001\u0001") ? "\u0001" : "\u0000");
    }

    /** The value of a pair's term, given the {@link #prefix} that it begins with. */
    public static String value(BytesRef term, BytesRef prefix) {
        return Wtf8.decode(term.bytes, term.offset + prefix.length, term.offset + term.length);
    }

    private static String escaped(String key) {
        return escapedAsItIs(shortened(key));
    }

    private static String escapedAsItIs(String key) {
        return key.indexOf(SEPARATOR) < 0 && key.indexOf(ESCAPE) < 0
                ? key
                : key.replace("\u0001", "\u0001\u0001").replace("\u0000", "\u0001\u0002");
    }
}
