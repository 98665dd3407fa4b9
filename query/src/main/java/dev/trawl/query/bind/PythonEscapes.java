package dev.trawl.query.bind;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Escapes that Python's {@code re} has (Lib/re/_parser.py, 3.11) and RE2 writes otherwise. */
final class PythonEscapes {
    /** One escape: what stands behind the backslash, as far as it belongs to one of these. */
    private static final Pattern ESCAPE =
            Pattern.compile("\\\\(?:Z|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|.)", Pattern.DOTALL);

    private static final String QUOTED = "\\Q";

    private PythonEscapes() {}

    /**
     * The pattern with the end of the text ({@code \Z}) and code points (a backslash, u or U, four or eight hexadecimal digits) as
     * RE2 writes them; as it is where it quotes with {@code \Q}, which Python does not know.
     */
    static String asInRe2(String pattern) {
        return pattern.contains(QUOTED)
                ? pattern
                : ESCAPE.matcher(pattern).replaceAll(found -> Matcher.quoteReplacement(one(found)));
    }

    private static String one(MatchResult escape) {
        if (escape.group(1) != null) {
            return "\\x{" + escape.group(1) + "}";
        }
        if (escape.group(2) != null) {
            return "\\x{" + escape.group(2) + "}";
        }
        return escape.group().equals("\\Z") ? "\\z" : escape.group();
    }
}
