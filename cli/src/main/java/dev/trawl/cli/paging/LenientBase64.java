package dev.trawl.cli.paging;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * Base64 as Python's {@code base64.b64decode} reads it: characters outside the alphabet are skipped, and nothing after
 * complete padding counts ({@code binascii.a2b_base64}, not strict).
 */
final class LenientBase64 {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private LenientBase64() {}

    /** The bytes; empty when the text ends in the middle of a group or holds more than ASCII. */
    static Optional<byte[]> decode(String text) {
        if (text.chars().anyMatch(c -> c > 0x7f)) {
            return Optional.empty();
        }
        var bytes = new ByteArrayOutputStream();
        int inGroup = 0;
        int padding = 0;
        int bits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '=') {
                padding++;
                if (inGroup >= 2 && inGroup + padding >= 4) {
                    return Optional.of(bytes.toByteArray());
                }
                continue;
            }
            int value = ALPHABET.indexOf(c);
            if (value < 0) {
                continue;
            }
            padding = 0;
            bits = (bits << 6) | value;
            inGroup = (inGroup + 1) & 3;
            if (inGroup != 1) {
                // After the second, third and fourth character of a group 4, 2 and 0 bits are left over.
                bytes.write(bits >> (((4 - inGroup) & 3) * 2));
            }
        }
        return inGroup == 0 ? Optional.of(bytes.toByteArray()) : Optional.empty();
    }
}
