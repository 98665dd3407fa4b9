package dev.trawl.trace;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * UTF-8 for every Java text: a lone surrogate, which UTF-8 cannot hold, is spelled as the three bytes that its code point
 * would have (WTF-8, Simon Sapin, 2014). As in UTF-8, no character's bytes begin inside those of another one.
 */
public final class Wtf8 {
    private static final int SURROGATE_LEAD = 0xED;
    private static final int FIRST_SURROGATE_TRAIL = 0xA0;

    private Wtf8() {}

    public static byte[] encode(String text) {
        int lone = loneSurrogate(text, 0);
        return lone < 0 ? text.getBytes(StandardCharsets.UTF_8) : withSurrogates(text, lone);
    }

    /** Where the next one is, or -1. */
    private static int loneSurrogate(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }

    private static byte[] withSurrogates(String text, int first) {
        var out = new ByteArrayOutputStream(text.length() * 3);
        int plainFrom = 0;
        for (int lone = first; lone >= 0; lone = loneSurrogate(text, plainFrom)) {
            out.writeBytes(text.substring(plainFrom, lone).getBytes(StandardCharsets.UTF_8));
            out.write(0xE0 | (text.charAt(lone) >> 12));
            out.write(0x80 | ((text.charAt(lone) >> 6) & 0x3F));
            out.write(0x80 | (text.charAt(lone) & 0x3F));
            plainFrom = lone + 1;
        }
        out.writeBytes(text.substring(plainFrom).getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    /** The text that the bytes from an offset to before another one spell. */
    public static String decode(byte[] bytes, int from, int to) {
        return hasLoneSurrogates(bytes, from, to)
                ? withSurrogates(bytes, from, to)
                : new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** Whether the bytes are more than UTF-8 can say. */
    public static boolean hasLoneSurrogates(byte[] bytes, int from, int to) {
        for (int i = from; i + 1 < to; i++) {
            if (isSurrogate(bytes, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSurrogate(byte[] bytes, int at) {
        return bytes[at] == (byte) SURROGATE_LEAD && (bytes[at + 1] & 0xFF) >= FIRST_SURROGATE_TRAIL;
    }

    private static String withSurrogates(byte[] bytes, int from, int to) {
        var out = new StringBuilder();
        int plainFrom = from;
        for (int i = from; i + 2 < to; i++) {
            if (isSurrogate(bytes, i)) {
                out.append(new String(bytes, plainFrom, i - plainFrom, StandardCharsets.UTF_8));
                out.append((char) (0xD000 | ((bytes[i + 1] & 0x3F) << 6) | (bytes[i + 2] & 0x3F)));
                plainFrom = i + 3;
                i += 2;
            }
        }
        return out.append(new String(bytes, plainFrom, to - plainFrom, StandardCharsets.UTF_8))
                .toString();
    }
}
