package dev.trawl.trace.redact;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Finds one kind of private value in texts, in time linear in the text.
 *
 * @param kind stands in the pseudonym
 * @param pattern its first group, if it has one, is the value; else the whole match is
 * @param confirmed whether what was found is one
 * @param spelling the form of it that counts when two are compared
 */
record Rule(String kind, Pattern pattern, Predicate<String> confirmed, UnaryOperator<String> spelling) {
    static final String KEY_KIND = "key";

    static final List<Rule> EMAIL =
            List.of(rule("email", "[\\pL\\pN._%+'-]*[\\pL\\pN_%+'-]@[\\pL\\pN-]+(?:\\.[\\pL\\pN-]+)*\\.[\\pL]{2,}"));

    static final List<Rule> KEY = List.of(
            rule(KEY_KIND, "-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?-----END [A-Z ]*PRIVATE KEY-----"),
            new Rule(
                    KEY_KIND,
                    Pattern.compile("(?i)\\b(?:bearer|basic)\\s+([A-Z0-9._~+/=-]{8,})"),
                    Rule::looksRandom,
                    UnaryOperator.identity()),
            rule(KEY_KIND, "\\b[a-z]{2,8}_(?:live|test)_[A-Za-z0-9_]{8,}"),
            rule(KEY_KIND, "\\b(?:sk|pk|rk)-[A-Za-z0-9_-]{16,}"),
            rule(KEY_KIND, "\\b(?:gh[pousr]|github_pat|glpat|hf|npm|dop_v1|shpat)[_-][A-Za-z0-9_-]{20,}"),
            rule(KEY_KIND, "\\bxox[abeprs]-[A-Za-z0-9-]{10,}"),
            rule(KEY_KIND, "\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b"),
            rule(KEY_KIND, "\\bAIza[A-Za-z0-9_-]{30,}"),
            rule(KEY_KIND, "\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*"),
            rule(
                    KEY_KIND,
                    "(?i)(?:api[_-]?key|access[_-]?key|secret|password|passwd|auth[_-]?token|access[_-]?token)"
                            + "[\"']?\\s*[:=]\\s*[\"']?([^\\s\"',;&{}\\[\\]]{6,})"));

    static final List<Rule> CARD = List.of(
            new Rule("card", Pattern.compile("\\b[2-6](?:[ -]?[0-9]){12,18}\\b"), Rule::passesLuhn, Rule::digits));

    static final List<Rule> IP = List.of(
            rule("ip", "\\b(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])\\.){3}(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])\\b"),
            rule("ip", "(?i)\\b(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}\\b"),
            rule("ip", "(?i)\\b(?:[0-9a-f]{1,4}:){1,6}(?::[0-9a-f]{1,4}){1,6}\\b"));

    private static Rule rule(String kind, String pattern) {
        return new Rule(kind, Pattern.compile(pattern), value -> true, UnaryOperator.identity());
    }

    /**
     * A rule of the person's own.
     *
     * @throws IllegalArgumentException if it is no pattern of RE2
     */
    static Rule own(String pattern) {
        try {
            return rule("private", pattern);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("bad pattern '" + pattern + "': " + e.getDescription(), e);
        }
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

    /** {@code Basic understanding} is no password. */
    private static boolean looksRandom(String value) {
        return value.chars().anyMatch(c -> !Character.isLetter(c) && c != '.' && c != '-');
    }

    private static String digits(String card) {
        return card.replace(" ", "").replace("-", "");
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
