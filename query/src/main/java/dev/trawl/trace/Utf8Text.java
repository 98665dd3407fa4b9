package dev.trawl.trace;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A text as the bytes of its spelling ({@link Wtf8}), made to be searched: a slice of bytes that many texts may share. No
 * character's bytes begin inside another one's, so texts are found as bytes are.
 *
 * <p>The bytes are at hand also as a string with one char per byte, because nothing in Java searches bytes as fast as
 * {@link String#indexOf(String, int, int)}. Immutable; thread-safe.
 */
public final class Utf8Text {
    private final Shared shared;
    private final int from;
    private final int to;

    private Utf8Text(Shared shared, int from, int to) {
        this.shared = shared;
        this.from = from;
        this.to = to;
    }

    /** What all slices have in common. */
    private static final class Shared {
        private final byte[] bytes;
        private final int length;
        private volatile @Nullable String chars;

        Shared(byte[] bytes, int length) {
            this.bytes = bytes;
            this.length = length;
        }

        /** Made when first asked for: an automaton needs none. */
        String chars() {
            var made = chars;
            if (made == null) {
                made = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
                chars = made;
            }
            return made;
        }
    }

    public static Utf8Text of(String text) {
        return of(Wtf8.encode(text));
    }

    /** The text that all the bytes spell; they must not change any more. */
    public static Utf8Text of(byte[] bytes) {
        return of(bytes, bytes.length);
    }

    /** The text that the first bytes spell; they must not change as long as it is used. */
    public static Utf8Text of(byte[] bytes, int length) {
        return new Utf8Text(new Shared(bytes, length), 0, length);
    }

    /** A part of this text, which shares its bytes; offsets in bytes from its start. */
    public Utf8Text slice(int start, int end) {
        return new Utf8Text(shared, from + start, from + end);
    }

    /** The bytes, of which those from {@link #from} to before {@link #to} are the text. Not to be changed. */
    public byte[] bytes() {
        return shared.bytes;
    }

    /** The bytes as a string, a char from 0 to 255 for each. */
    public String chars() {
        return shared.chars();
    }

    public int from() {
        return from;
    }

    public int to() {
        return to;
    }

    /** Bytes of the text. */
    public int length() {
        return to - from;
    }

    /** Bytes of the character that begins at an offset into {@link #bytes}. */
    public int characterLength(int offset) {
        int lead = shared.bytes[offset] & 0xFF;
        return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    }

    /** Whether a character that began before goes on at an offset into {@link #bytes}. */
    public boolean isWithinCharacter(int offset) {
        return (shared.bytes[offset] & 0xC0) == 0x80;
    }

    /** The character that begins at an offset into {@link #bytes}. */
    public int codePointAt(int offset) {
        int lead = shared.bytes[offset];
        return switch (characterLength(offset)) {
            case 1 -> lead;
            case 2 -> ((lead & 0x1F) << 6) | trail(offset + 1);
            case 3 -> ((lead & 0x0F) << 12) | (trail(offset + 1) << 6) | trail(offset + 2);
            default -> ((lead & 0x07) << 18) | (trail(offset + 1) << 12) | (trail(offset + 2) << 6) | trail(offset + 3);
        };
    }

    private int trail(int offset) {
        return shared.bytes[offset] & 0x3F;
    }

    /** A copy of the text's own bytes. */
    public byte[] toBytes() {
        return Arrays.copyOfRange(shared.bytes, from, to);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Utf8Text that
                && Arrays.equals(shared.bytes, from, to, that.shared.bytes, that.from, that.to);
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** The text as Java knows texts. */
    @Override
    public String toString() {
        return Wtf8.decode(shared.bytes, from, to);
    }
}
