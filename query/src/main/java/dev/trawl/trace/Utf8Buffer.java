package dev.trawl.trace;

import java.util.Arrays;

/** Text on its way to become bytes ({@link Wtf8}). Not thread-safe. */
public final class Utf8Buffer {
    private byte[] bytes = new byte[1 << 10];
    private int size;

    /** An empty one. */
    public Utf8Buffer() {}

    /** Bytes so far. */
    public int size() {
        return size;
    }

    /** A copy of the bytes. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** The text of the bytes, not copied: nothing may be appended any more. */
    public Utf8Text toText() {
        return Utf8Text.of(bytes, size);
    }

    /** Leaves room for so many bytes, which are 0. */
    public void skip(int count) {
        reserve(count);
        size += count;
    }

    public Utf8Buffer append(byte b) {
        reserve(1);
        bytes[size++] = b;
        return this;
    }

    public Utf8Buffer append(String text) {
        return append(Wtf8.encode(text));
    }

    Utf8Buffer append(byte[] text) {
        return append(text, 0, text.length);
    }

    Utf8Buffer append(byte[] text, int from, int to) {
        reserve(to - from);
        System.arraycopy(text, from, bytes, size, to - from);
        size += to - from;
        return this;
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(
                    bytes, Math.max(Math.addExact(size, more), (int) Math.min(1 << 30, 2L * bytes.length)));
        }
    }
}
