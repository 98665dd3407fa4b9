package dev.trawl.trace;

/**
 * Lays JSON that {@link PythonJson#readable} wrote out as {@link PythonJson#indented} does, byte by byte and unparsed. Used
 * for one value, not thread-safe.
 */
public final class IndentedJson {
    private static final String HEX = "0123456789abcdef";
    private static final int INDENT = 2;

    private final Utf8Buffer out = new Utf8Buffer();
    private int depth;

    /** Whether an object or a list has begun and nothing is in it yet. */
    private boolean opened;

    /** @param depth how many objects and lists the value stands in */
    public IndentedJson(int depth) {
        this.depth = depth;
    }

    /**
     * Adds what comes next of the JSON.
     *
     * @param piece begins and ends outside of strings
     */
    public IndentedJson append(Utf8Text piece) {
        byte[] json = piece.bytes();
        int at = piece.from();
        while (at < piece.to()) {
            byte b = json[at++];
            switch (b) {
                case ' ' -> {
                    // of the other layout
                }
                case '{', '[' -> {
                    beginValue();
                    out.append(b);
                    depth++;
                    opened = true;
                }
                case '}', ']' -> {
                    depth--;
                    if (!opened) {
                        newLine();
                    }
                    opened = false;
                    out.append(b);
                }
                case ',' -> {
                    out.append(b);
                    newLine();
                }
                case ':' -> out.append(b).append((byte) ' ');
                case '"' -> {
                    beginValue();
                    out.append(b);
                    at = string(json, at);
                }
                default -> {
                    beginValue();
                    out.append(b);
                }
            }
        }
        return this;
    }

    /** What was laid out so far: ASCII. */
    public byte[] toBytes() {
        return out.toBytes();
    }

    private void beginValue() {
        if (opened) {
            newLine();
            opened = false;
        }
    }

    private void newLine() {
        out.append((byte) '\n');
        for (int i = INDENT * depth; i > 0; i--) {
            out.append((byte) ' ');
        }
    }

    /** Copies the rest of a string, its escapes included; where it ends. */
    private int string(byte[] json, int from) {
        int plainFrom = from;
        int at = from;
        for (byte b = json[at]; b != '"'; b = json[at]) {
            if (b == '\\') {
                at += 2;
            } else if (b >= ' ' && b < 0x7f) {
                at++;
            } else {
                out.append(json, plainFrom, at);
                at = escaped(json, at);
                plainFrom = at;
            }
        }
        out.append(json, plainFrom, at + 1);
        return at + 1;
    }

    /** Escapes a character; where it ends. */
    private int escaped(byte[] json, int from) {
        int first = json[from] & 0xff;
        int length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
        int point = length == 1 ? first : first & (0xff >> (length + 1));
        for (int i = 1; i < length; i++) {
            point = (point << 6) | (json[from + i] & 0x3f);
        }
        for (char c : Character.toChars(point)) {
            out.append((byte) '\\').append((byte) 'u');
            for (int shift = 12; shift >= 0; shift -= 4) {
                out.append((byte) HEX.charAt((c >> shift) & 15));
            }
        }
        return from + length;
    }
}
