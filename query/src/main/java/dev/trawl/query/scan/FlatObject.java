package dev.trawl.query.scan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads values out of JSON that is an object of numbers and plain texts, as counts of tokens are, without parsing it: there
 * are as many such values as traces, and a search looks at each. Not thread-safe.
 */
public final class FlatObject {
    /** Digits of a number that certainly has 64 bits. */
    private static final int MOST_DIGITS = 18;

    /** A name, a value, and what stands around them. */
    private static final Pattern MEMBER = Pattern.compile("""
            [{,] ?"([^"\\\\\\x00-\\x1F]*)": ?("[^"\\\\\\x00-\\x1F]*"|-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false)""");

    private final String json;
    private int at;

    private FlatObject(String json) {
        this.json = json;
    }

    /** The JSON of each value by its name; empty if the JSON is of another kind, or a name stands there twice. */
    public static Map<String, String> members(String json) {
        var members = new LinkedHashMap<String, String>();
        var matcher = MEMBER.matcher(json);
        int end = 0;
        while (json.startsWith("{")
                && matcher.find(end)
                && matcher.start() == end
                && (end == 0) == (json.charAt(end) == '{')) {
            if (members.put(matcher.group(1), matcher.group(2)) != null) {
                return Map.of();
            }
            end = matcher.end();
        }
        return end == json.length() - 1 && json.charAt(end) == '}' ? members : Map.of();
    }

    /** The value of a name, missing if there is none; null if the JSON is of another kind and has to be parsed. */
    static @Nullable JsonNode value(String json, String name) {
        return new FlatObject(json).value(name);
    }

    private @Nullable JsonNode value(String name) {
        JsonNode found = MissingNode.getInstance();
        if (!skip('{')) {
            return null;
        }
        do {
            skip(' ');
            int from = at + 1;
            if (!passText()) {
                return null;
            }
            boolean isIt = json.length() - from > name.length()
                    && json.startsWith(name, from)
                    && json.charAt(from + name.length()) == '"';
            if (!skip(':')) {
                return null;
            }
            skip(' ');
            int start = at;
            boolean isText = passText();
            if (!isText && !passNumber()) {
                return null;
            }
            if (isIt) {
                if (!found.isMissingNode()) {
                    return null;
                }
                found = isText
                        ? StringNode.valueOf(json.substring(start + 1, at - 1))
                        : LongNode.valueOf(Long.parseLong(json, start, at, 10));
            }
        } while (skip(','));
        return skip('}') && at == json.length() ? found : null;
    }

    private boolean skip(char c) {
        boolean is = at < json.length() && json.charAt(at) == c;
        at += is ? 1 : 0;
        return is;
    }

    /** Passes a text without escapes. */
    private boolean passText() {
        if (!skip('"')) {
            return false;
        }
        while (at < json.length() && json.charAt(at) != '"') {
            char c = json.charAt(at);
            if (c < ' ' || c == '\\') {
                return false;
            }
            at++;
        }
        return skip('"');
    }

    /** Passes a number without sign, point and leading zeros. */
    private boolean passNumber() {
        int from = at;
        while (at < json.length() && json.charAt(at) >= '0' && json.charAt(at) <= '9') {
            at++;
        }
        return at > from && at - from <= MOST_DIGITS && (json.charAt(from) != '0' || at == from + 1);
    }
}
