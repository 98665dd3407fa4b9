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
 * are as many such values as traces, and a search looks at each.
 */
public final class FlatObject {
    /** Digits of a number that certainly has 64 bits. */
    private static final int MOST_DIGITS = 18;

    /** A name, a value, and what stands around them. */
    private static final Pattern MEMBER = Pattern.compile("""
            [{,] ?"([^"\\\\\\x00-\\x1F]*)": ?("[^"\\\\\\x00-\\x1F]*"|-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false)""");

    /** No place. */
    private static final int NONE = -1;

    private FlatObject() {}

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
        JsonNode found = MissingNode.getInstance();
        int at = 0;
        do {
            // Behind the bracket, or the comma.
            int nameFrom = behindSpace(json, at + 1);
            int nameEnd = at == 0 && !is(json, 0, '{') ? NONE : textEnd(json, nameFrom);
            if (nameEnd == NONE || !is(json, nameEnd, ':')) {
                return null;
            }
            int from = behindSpace(json, nameEnd + 1);
            int end = is(json, from, '"') ? textEnd(json, from) : numberEnd(json, from);
            if (end == NONE) {
                return null;
            }
            if (nameEnd - nameFrom == name.length() + 2 && json.startsWith(name, nameFrom + 1)) {
                if (!found.isMissingNode()) {
                    return null;
                }
                found = is(json, from, '"')
                        ? StringNode.valueOf(json.substring(from + 1, end - 1))
                        : LongNode.valueOf(Long.parseLong(json, from, end, 10));
            }
            at = end;
        } while (is(json, at, ','));
        return is(json, at, '}') && at + 1 == json.length() ? found : null;
    }

    private static boolean is(String json, int at, char c) {
        return at < json.length() && json.charAt(at) == c;
    }

    private static int behindSpace(String json, int at) {
        return is(json, at, ' ') ? at + 1 : at;
    }

    /** Where a text without escapes ends that begins here. */
    private static int textEnd(String json, int from) {
        if (!is(json, from, '"')) {
            return NONE;
        }
        for (int at = from + 1; at < json.length(); at++) {
            char c = json.charAt(at);
            if (c == '"') {
                return at + 1;
            }
            if (c < ' ' || c == '\\') {
                return NONE;
            }
        }
        return NONE;
    }

    /** Where a number without sign, point and leading zeros ends that begins here. */
    private static int numberEnd(String json, int from) {
        int at = from;
        while (at < json.length() && json.charAt(at) >= '0' && json.charAt(at) <= '9') {
            at++;
        }
        boolean isNumber = at > from && at - from <= MOST_DIGITS && (json.charAt(from) != '0' || at == from + 1);
        return isNumber ? at : NONE;
    }
}
