package dev.trawl.trace.redact;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Finds one kind of private value in texts, in time linear in the text.
 *
 * @param kind stands in the pseudonym
 * @param clue what each text with such a value holds: tried first, because it costs a fraction of the pattern
 * @param pattern its first group, if it has one, is the value; else the whole match is
 * @param confirmed whether what was found is one
 * @param spelling the form of it that counts when two are compared
 */
record Rule(String kind, Clue clue, Pattern pattern, Predicate<String> confirmed, UnaryOperator<String> spelling) {
    static final String KEY_KIND = "key";

    /** Words that follow {@code bearer} in prose are shorter: a guess. */
    private static final int TOKEN_LENGTH = 16;

    static final List<Rule> EMAIL = List.of(new Rule(
            "email",
            Clue.oneOf("@"),
            Pattern.compile("[\\pL\\pN._%+'-]*[\\pL\\pN_%+'-]@[\\pL\\pN-]+(?:\\.[\\pL\\pN-]+)*\\.[\\pL]{2,}"),
            value -> true,
            address -> address.toLowerCase(Locale.ROOT)));

    /** {@code https://user:password@host}. */
    static final Rule PASSWORD_OF_HOST =
            key(Clue.oneOf("@"), "(?i)\\b[a-z][a-z0-9+.-]*://[^\\s/?#:@\"'<>]*:([^\\s/?#\"'<>]+)@");

    static final List<Rule> KEY = List.of(
            key(
                    Clue.oneOf("private key"),
                    "-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?-----END [A-Z ]*PRIVATE KEY-----"),
            key(Clue.oneOf("bearer"), "(?i)\\bbearer\\s+([A-Z0-9._~+/=-]{8,})", Rule::looksLikeToken),
            key(Clue.oneOf("basic"), "(?i)\\bbasic\\s+([A-Z0-9._~+/=-]{8,})", Rule::looksRandom),
            key(Clue.oneOf("_live_", "_test_"), "\\b[a-z]{2,8}_(?:live|test)_[A-Za-z0-9_]{8,}"),
            key(Clue.oneOf("sk-", "pk-", "rk-"), "\\b(?:sk|pk|rk)-[A-Za-z0-9_-]{16,}"),
            key(
                    Clue.oneOf(
                            "ghp_",
                            "gho_",
                            "ghu_",
                            "ghs_",
                            "ghr_",
                            "github_pat_",
                            "glpat-",
                            "hf_",
                            "npm_",
                            "dop_v1_",
                            "shpat_",
                            "gsk_",
                            "lsv2_",
                            "r8_"),
                    "\\b(?:(?:gh[pousr]|github_pat|hf|npm|dop_v1|shpat|gsk|lsv2|r8)_|glpat-)[A-Za-z0-9_-]{20,}"),
            key(Clue.oneOf("pypi-"), "\\bpypi-[A-Za-z0-9_-]{20,}", Rule::looksRandom),
            key(Clue.oneOf("dapi"), "\\bdapi[0-9a-f]{20,}(?:-[0-9]+)?"),
            key(Clue.oneOf("xox"), "\\bxox[abeprs]-[A-Za-z0-9-]{10,}"),
            key(Clue.oneOf("akia", "asia"), "\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b"),
            key(Clue.oneOf("aiza"), "\\bAIza[A-Za-z0-9_-]{30,}"),
            key(Clue.oneOf("ya29."), "\\bya29\\.[A-Za-z0-9_-]{20,}"),
            key(Clue.oneOf("sg."), "\\bSG\\.[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16,}"),
            key(Clue.oneOf("eyj"), "\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*"),
            PASSWORD_OF_HOST,
            key(
                    SecretNames.CLUE,
                    "(?i)(?:" + SecretNames.IN_PROSE + ")[\"']?\\s*[:=]\\s*[\"']?([^\\s\"',;&{}\\[\\]]{6,})"));

    static final List<Rule> CARD = List.of(
            card("\\b[2-6](?:[ -]?[0-9]){12,18}\\b"),
            // Only in groups: a number with one dot is a fraction.
            card("\\b[2-6][0-9]{3}\\.[0-9]{4,6}\\.[0-9]{4,5}(?:\\.[0-9]{1,7})?\\b"));

    private static final String IP_V4 =
            "(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])\\.){3}(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])\\b";

    static final List<Rule> IP = List.of(
            ip(Clue::dottedQuad, "\\b" + IP_V4),
            ip(Clue::sevenColons, "(?i)\\b(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}\\b"),
            ip(Clue.oneOf("::"), "(?i)\\b(?:[0-9a-f]{1,4}:){1,6}(?::[0-9a-f]{1,4}){1,6}\\b"),
            // Neither a::1 nor list[::1], a slice.
            ip(Clue.oneOf("::1"), "(?i)(?:^|[^0-9a-z_:\\[]|(?:^|[^0-9a-z_)\\]])\\[)(::1)\\b"));

    private static Rule key(Clue clue, String pattern) {
        return key(clue, pattern, value -> true);
    }

    private static Rule key(Clue clue, String pattern, Predicate<String> confirmed) {
        return new Rule(KEY_KIND, clue, Pattern.compile(pattern), confirmed, UnaryOperator.identity());
    }

    private static Rule card(String pattern) {
        return new Rule("card", Clue::thirteenDigits, Pattern.compile(pattern), Rule::passesLuhn, Rule::digits);
    }

    private static Rule ip(Clue clue, String pattern) {
        return new Rule("ip", clue, Pattern.compile(pattern), value -> true, UnaryOperator.identity());
    }

    /**
     * A rule of the person's own.
     *
     * @throws IllegalArgumentException if it is no pattern of RE2, or none at all
     */
    static Rule own(String pattern) {
        if (pattern.isEmpty()) {
            throw new IllegalArgumentException("'regex:' lacks its pattern, as in regex:FB-[0-9]+");
        }
        try {
            return new Rule("private", text -> true, Pattern.compile(pattern), value -> true, UnaryOperator.identity());
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("bad pattern '" + pattern + "': " + e.getDescription(), e);
        }
    }

    boolean isKey() {
        return kind.equals(KEY_KIND);
    }

    String replaced(String text, Pseudonyms pseudonyms) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return text;
        }
        var out = new StringBuilder();
        int group = pattern.groupCount() > 0 ? 1 : 0;
        int at = 0;
        do {
            int start = matcher.start(group);
            int end = matcher.end(group);
            if (start >= at && end > start && confirmed.test(text.substring(start, end))) {
                out.append(text, at, start).append(pseudonyms.of(kind, spelling.apply(text.substring(start, end))));
                at = end;
            }
        } while (matcher.find());
        return out.append(text, at, text.length()).toString();
    }

    private static boolean looksLikeToken(String value) {
        return value.length() >= TOKEN_LENGTH || looksRandom(value);
    }

    /** {@code Basic understanding} is no password. */
    private static boolean looksRandom(String value) {
        return value.chars().anyMatch(c -> !Character.isLetter(c) && c != '.' && c != '-');
    }

    private static String digits(String card) {
        return card.replace(" ", "").replace("-", "").replace(".", "");
    }

    /** The check digit of ISO/IEC 7812. */
    static boolean passesLuhn(String card) {
        var digits = digits(card);
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int counted = i % 2 == 0 ? digit : digit * 2;
            sum += counted > 9 ? counted - 9 : counted;
        }
        return digits.length() >= 13 && sum % 10 == 0;
    }
}
