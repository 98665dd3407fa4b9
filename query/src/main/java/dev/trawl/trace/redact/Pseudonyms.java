package dev.trawl.trace.redact;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names that stand for values: the same value has the same name under one key (HMAC-SHA256, 40 bits of it), and without the
 * key neither a name tells the value nor a guess can be tried.
 */
final class Pseudonyms {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES_SHOWN = 5;

    private final SecretKeySpec key;

    /** Pseudonyms under a key, which must not be empty. */
    Pseudonyms(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** {@code [email:1f0c93ab2e]}. */
    String of(String kind, String value) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] hash = mac.doFinal((kind + "\u0000" + value).getBytes(StandardCharsets.UTF_8));
            return "[" + kind + ":" + HexFormat.of().formatHex(hash, 0, BYTES_SHOWN) + "]";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
