package dev.trawl.index;

import dev.trawl.trace.Utf8Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The JSON of a trace, put together from the pieces in which it is stored and not parsed. The head is what {@link
 * dev.trawl.trace.IndexedTraceJson} writes of a trace without spans: {@code info}, {@code data}, fields that trawl does not
 * know and, at the end, {@code trawl}'s own, which is left out.
 */
final class StoredJson {
    private static final Utf8Text SEPARATOR = Utf8Text.of(", ");
    private static final Utf8Text END = Utf8Text.of("}");
    private static final byte[] INFO = "{\"info\": ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SPANS = ", \"data\": {\"spans\": [".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NO_SPANS_END = "]}".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OURS = ", \"trawl\": ".getBytes(StandardCharsets.US_ASCII);

    private StoredJson() {}

    /** The texts that stand one behind the other in the JSON. */
    static List<Utf8Text> pieces(Utf8Text head, List<Utf8Text> spans) {
        byte[] bytes = head.bytes();
        int infoEnd = valueEnd(bytes, expect(bytes, head.from(), INFO));
        int spansAt = expect(bytes, infoEnd, SPANS);
        var pieces = new ArrayList<Utf8Text>(2 * spans.size() + 2);
        pieces.add(part(head, head.from(), spansAt));
        for (int i = 0; i < spans.size(); i++) {
            if (i > 0) {
                pieces.add(SEPARATOR);
            }
            pieces.add(spans.get(i));
        }
        int ours = ours(bytes, expect(bytes, spansAt, NO_SPANS_END));
        if (ours < 0) {
            pieces.add(part(head, spansAt, head.to()));
        } else {
            pieces.add(part(head, spansAt, ours));
            pieces.add(END);
        }
        return pieces;
    }

    private static Utf8Text part(Utf8Text text, int from, int to) {
        return text.slice(from - text.from(), to - text.from());
    }

    /** Where trawl's own field begins, its comma included; negative if there is none. */
    private static int ours(byte[] bytes, int from) {
        int at = from;
        while (bytes[at] == ',') {
            if (startsWith(bytes, at, OURS)) {
                return at;
            }
            int nameEnd = valueEnd(bytes, at + SEPARATOR.length());
            at = valueEnd(bytes, nameEnd + SEPARATOR.length());
        }
        return -1;
    }

    private static int expect(byte[] bytes, int at, byte[] expected) {
        if (!startsWith(bytes, at, expected)) {
            throw new IllegalStateException("a stored trace is not written as traces are stored");
        }
        return at + expected.length;
    }

    private static boolean startsWith(byte[] bytes, int at, byte[] expected) {
        for (int i = 0; i < expected.length; i++) {
            if (at + i >= bytes.length || bytes[at + i] != expected[i]) {
                return false;
            }
        }
        return true;
    }

    /** Where the value that begins at an offset ends. */
    private static int valueEnd(byte[] bytes, int from) {
        int depth = 0;
        int at = from;
        do {
            switch (bytes[at]) {
                case '"' -> at = stringEnd(bytes, at) - 1;
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> {
                    // a letter of a number or a word, or between two values
                }
            }
            at++;
        } while (depth > 0 || (bytes[at] != ',' && bytes[at] != '}' && bytes[at] != ']' && bytes[at] != ':'));
        return at;
    }

    private static int stringEnd(byte[] bytes, int from) {
        int at = from + 1;
        while (bytes[at] != '"') {
            at += bytes[at] == '\\' ? 2 : 1;
        }
        return at + 1;
    }
}
