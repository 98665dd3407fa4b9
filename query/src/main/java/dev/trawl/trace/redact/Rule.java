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
 * @param pattern the first of its groups that takes part is where values are; the whole match if none does
 * @param parts the values in what was found
 * @param spelling the form of a value that counts when two are compared
 */
record Rule(String kind, Clue clue, Pattern pattern, Parts parts, UnaryOperator<String> spelling) {
    static final String KEY_KIND = "key";

    private static final String OWN_KIND = "private";

    /** Which parts of what a pattern has found are values, in order. */
    @FunctionalInterface
    interface Parts {
        List<Part> in(String text, int start, int end);
    }

    /** A part of a text. */
    record Part(int start, int end) {}

    private static final Parts WHOLE = (text, start, end) -> List.of(new Part(start, end));

    /** What has taken the place of a value. */
    private static final Pattern PSEUDONYM =
            Pattern.compile("\\[(?:email|key|card|ip|" + OWN_KIND + "):[0-9a-f]{10}\\]");

    /** In front of what stands behind {@code Authorization:}. */
    private static final String SCHEME = "(?:bearer|basic|digest|token|apikey)";

    /** Between a name and its value, in prose and in JSON inside of texts. */
    private static final String IS = "\\\\*[\"']?\\s*[:=]\\s*";

    /** Words that follow {@code bearer} in prose are shorter: a guess. */
    private static final int TOKEN_LENGTH = 16;

    static final List<Rule> EMAIL = List.of(new Rule(
            "email",
            Clue.oneOf("@"),
            Pattern.compile(
                    "[\\pL\\pN_](?:[\\pL\\pN._%+'-]*[\\pL\\pN_%+'-])?@[\\pL\\pN-]+(?:\\.[\\pL\\pN-]+)*\\.[\\pL]{2,}"),
            WHOLE,
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
                    Clue.oneOf(SecretNames.AUTHORIZATION),
                    "(?i)authorization" + IS + "\\\\*[\"']?" + SCHEME + "\\s+([^\\s\"',;\\\\]{4,})"),
            key(
                    Clue.oneOf(SecretNames.AUTHORIZATION),
                    "(?i)authorization" + IS + "\\\\*[\"']?([A-Z0-9._~+/=-]{8,})",
                    Rule::looksRandom),
            // In quotes, in quotes that are escaped, and without.
            key(
                    SecretNames.CLUE,
                    "(?i)(?:" + SecretNames.IN_PROSE + ")" + IS + "(?:\"((?:[^\"\\\\\\n]|\\\\.)+)"
                            + "|'((?:[^'\\\\\\n]|\\\\.)+)"
                            + "|\\\\+[\"']([^\"'\\\\\\n]+)"
                            + "|([^\\s\"',;&{}\\[\\]\\\\]{5,}[^\\s\"',;&{}\\[\\]\\\\.:!?)]))"));

    static final List<Rule> CARD = List.of(
            new Rule(
                    "card",
                    Clue::thirteenDigits,
                    Pattern.compile("[0-9]+(?:[ -][0-9]+)*"),
                    CardNumbers::in,
                    CardNumbers::digits),
            // Only in groups: a number with one dot is a fraction.
            dottedCard("\\b[2-6][0-9]{3}\\.[0-9]{4,6}\\.[0-9]{4,5}(?:\\.[0-9]{1,7})?\\b"));

    private static final String IP_V4 =
            "(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])\\.){3}(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])\\b";

    static final List<Rule> IP = List.of(
            ip(Clue::dottedQuad, "\\b" + IP_V4),
            ip(Clue::sevenColons, "(?i)\\b(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}\\b"),
            ip(Clue.oneOf("::"), "(?i)\\b(?:[0-9a-f]{1,4}:){1,6}(?::[0-9a-f]{1,4}){1,6}\\b"),
            // Neither a::1 nor list[::1], a slice.
            ip(Clue.oneOf("::1"), "(?i)(?:^|[^0-9a-z_:\\[]|(?:^|[^0-9a-z_)\\]])\\[)(::1)\\b"));

    private static Rule key(Clue clue, String pattern) {
        return new Rule(KEY_KIND, clue, Pattern.compile(pattern), WHOLE, UnaryOperator.identity());
    }

    private static Rule key(Clue clue, String pattern, Predicate<String> confirmed) {
        return new Rule(KEY_KIND, clue, Pattern.compile(pattern), wholeIf(confirmed), UnaryOperator.identity());
    }

    private static Rule dottedCard(String pattern) {
        return new Rule(
                "card",
                Clue::thirteenDigits,
                Pattern.compile(pattern),
                wholeIf(CardNumbers::passesLuhn),
                CardNumbers::digits);
    }

    private static Rule ip(Clue clue, String pattern) {
        return new Rule("ip", clue, Pattern.compile(pattern), WHOLE, UnaryOperator.identity());
    }

    private static Parts wholeIf(Predicate<String> confirmed) {
        return (text, start, end) ->
                confirmed.test(text.substring(start, end)) ? WHOLE.in(text, start, end) : List.of();
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
            return new Rule(OWN_KIND, text -> true, Pattern.compile(pattern), WHOLE, UnaryOperator.identity());
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("bad pattern '" + pattern + "': " + e.getDescription(), e);
        }
    }

    boolean isKey() {
        return kind.equals(KEY_KIND);
    }

    boolean isOwn() {
        return kind.equals(OWN_KIND);
    }

    String replaced(String text, Pseudonyms pseudonyms) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return text;
        }
        var pseudonym = PSEUDONYM.matcher(text);
        boolean pseudonymFollows = pseudonym.find();
        var out = new StringBuilder();
        int at = 0;
        do {
            int group = group(matcher);
            for (var part : parts.in(text, matcher.start(group), matcher.end(group))) {
                while (pseudonymFollows && pseudonym.end() <= part.start()) {
                    pseudonymFollows = pseudonym.find();
                }
                boolean isOfPseudonym =
                        pseudonymFollows && pseudonym.start() <= part.start() && part.end() <= pseudonym.end();
                if (part.start() >= at && part.end() > part.start() && !isOfPseudonym) {
                    var value = text.substring(part.start(), part.end());
                    out.append(text, at, part.start()).append(pseudonyms.of(kind, spelling.apply(value)));
                    at = part.end();
                }
            }
        } while (matcher.find());
        return out.append(text, at, text.length()).toString();
    }

    private static int group(Matcher matcher) {
        for (int group = 1; group <= matcher.groupCount(); group++) {
            if (matcher.start(group) >= 0) {
                return group;
            }
        }
        return 0;
    }

    private static boolean looksLikeToken(String value) {
        return value.length() >= TOKEN_LENGTH || looksRandom(value);
    }

    /** {@code Basic understanding} is no password; {@code Basic dXNlcjpwYXNz} is one. */
    private static boolean looksRandom(String value) {
        return value.chars().anyMatch(c -> !Character.isLetter(c) && c != '.' && c != '-')
                || (value.chars().skip(1).anyMatch(Character::isUpperCase)
                        && value.chars().anyMatch(Character::isLowerCase));
    }
}
