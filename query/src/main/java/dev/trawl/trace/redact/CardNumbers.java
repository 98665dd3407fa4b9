package dev.trawl.trace.redact;

import dev.trawl.trace.redact.Rule.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Numbers of payment cards in runs of digits. */
final class CardNumbers {
    /** As they are printed on cards. Between other digits, as of a date or a check code, they are known by that. */
    private static final Pattern PRINTED = Pattern.compile(
            "[0-9]{13,19}|[0-9]{4}(?:[ -][0-9]{4}){3}(?:[ -][0-9]{1,3})?|[0-9]{4}[ -][0-9]{6}[ -][0-9]{4,5}");

    /** The most groups of a printed number. */
    private static final int MOST_GROUPS = 5;

    private CardNumbers() {}

    /**
     * Those in a run of groups of digits, one blank or hyphen between them: all of it, in whatever groups, or some groups.
     *
     * @param start where the run begins; before it and behind its end there is no digit
     */
    static List<Part> in(String text, int start, int end) {
        var run = new Part(start, end);
        if (standsAlone(text, run) && isOne(text, run)) {
            return List.of(run);
        }
        var groups = groups(text, start, end);
        var found = new ArrayList<Part>();
        for (int first = 0; first < groups.size(); ) {
            int length = printedGroups(text, groups, first);
            if (length > 0) {
                found.add(joined(groups, first, length));
            }
            first += Math.max(1, length);
        }
        return found;
    }

    /** How many groups the longest number has that begins with this one; 0 if none does. */
    private static int printedGroups(String text, List<Part> groups, int first) {
        int length = Math.min(MOST_GROUPS, groups.size() - first);
        while (length > 0 && !isPrinted(text, joined(groups, first, length))) {
            length--;
        }
        return length;
    }

    private static Part joined(List<Part> groups, int first, int length) {
        return new Part(
                groups.get(first).start(), groups.get(first + length - 1).end());
    }

    private static boolean isPrinted(String text, Part part) {
        return standsAlone(text, part)
                && PRINTED.matcher(text.substring(part.start(), part.end())).matches()
                && isOne(text, part);
    }

    private static List<Part> groups(String text, int start, int end) {
        var groups = new ArrayList<Part>();
        int from = start;
        for (int at = start; at <= end; at++) {
            if (at == end || text.charAt(at) == ' ' || text.charAt(at) == '-') {
                groups.add(new Part(from, at));
                from = at + 1;
            }
        }
        return groups;
    }

    /** No part of an id. */
    private static boolean standsAlone(String text, Part part) {
        return (part.start() == 0 || !Character.isLetter(text.charAt(part.start() - 1)))
                && (part.end() == text.length() || !Character.isLetter(text.charAt(part.end())));
    }

    private static boolean isOne(String text, Part part) {
        char first = text.charAt(part.start());
        return first >= '2' && first <= '6' && passesLuhn(text.substring(part.start(), part.end()));
    }

    static String digits(String card) {
        return card.replace(" ", "").replace("-", "").replace(".", "");
    }

    /** The check digit of ISO/IEC 7812, of 13 to 19 digits. */
    static boolean passesLuhn(String card) {
        var digits = digits(card);
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int counted = i % 2 == 0 ? digit : digit * 2;
            sum += counted > 9 ? counted - 9 : counted;
        }
        return digits.length() >= 13 && digits.length() <= 19 && sum % 10 == 0;
    }
}
