package dev.trawl.care;

import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Keeps nothing of what is written but its size and its SHA-256. */
final class HashingStream extends OutputStream {
    private final MessageDigest digest;
    private long size;

    HashingStream() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void write(int value) {
        digest.update((byte) value);
        size++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        digest.update(bytes, from, length);
        size += length;
    }

    /** What was written; to be asked for once. */
    BundleManifest.Entry entry() {
        return new BundleManifest.Entry(size, HexFormat.of().formatHex(digest.digest()));
    }
}
