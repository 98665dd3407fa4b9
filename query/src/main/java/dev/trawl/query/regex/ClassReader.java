package dev.trawl.query.regex;

import dev.trawl.query.regex.CodePointSet.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads classes of characters and escapes as RE2/J 1.8 does ({@code Parser.parseClass}, {@code CharGroup}), at a cursor
 * that it moves.
 */
final class ClassReader {
    private static final CodePointSet DIGITS = CodePointSet.of('0', '9');
    private static final CodePointSet UPPER = CodePointSet.of('A', 'Z');
    private static final CodePointSet LOWER = CodePointSet.of('a', 'z');
    private static final CodePointSet LETTERS = UPPER.with(LOWER);
    private static final CodePointSet WORD = LETTERS.with(DIGITS).with(CodePointSet.of('_'));
    private static final CodePointSet BLANK = CodePointSet.of('\t').with(CodePointSet.of(' '));
    /** No vertical tab, unlike {@code [:space:]}. */
    private static final CodePointSet SPACE = BLANK.with(CodePointSet.of('\n')).with(CodePointSet.of('\f', '\r'));

    private static final Map<Integer, CodePointSet> PERL = Map.of((int) 'd', DIGITS, (int) 's', SPACE, (int) 'w', WORD);
    private static final Map<String, CodePointSet> POSIX = Map.ofEntries(
            Map.entry("alnum", LETTERS.with(DIGITS)),
            Map.entry("alpha", LETTERS),
            Map.entry("ascii", CodePointSet.of(0, 0x7F)),
            Map.entry("blank", BLANK),
            Map.entry("cntrl", CodePointSet.of(0, 0x1F).with(CodePointSet.of(0x7F))),
            Map.entry("digit", DIGITS),
            Map.entry("graph", CodePointSet.of('!', '~')),
            Map.entry("lower", LOWER),
            Map.entry("print", CodePointSet.of(' ', '~')),
            Map.entry(
                    "punct",
                    CodePointSet.of('!', '/')
                            .with(CodePointSet.of(':', '@'))
                            .with(CodePointSet.of('[', '`'))
                            .with(CodePointSet.of('{', '~'))),
            Map.entry("space", CodePointSet.of('\t', '\r').with(CodePointSet.of(' '))),
            Map.entry("upper", UPPER),
            Map.entry("word", WORD),
            Map.entry("xdigit", DIGITS.with(CodePointSet.of('A', 'F')).with(CodePointSet.of('a', 'f'))));

    private final PatternCursor cursor;

    ClassReader(PatternCursor cursor) {
        this.cursor = cursor;
    }

    /** A class in brackets; empty if it is not understood. */
    Optional<CodePointSet> bracketed(boolean foldCase) {
        cursor.next();
        boolean negated = cursor.skip("^");
        var set = CodePointSet.NONE;
        for (boolean first = true; first || cursor.peek() != ']'; first = false) {
            var member = member(foldCase);
            if (member.isEmpty()) {
                return Optional.empty();
            }
            set = set.with(member.get());
        }
        cursor.next();
        return Optional.of(negated ? set.complement() : set);
    }

    private Optional<CodePointSet> member(boolean foldCase) {
        if (cursor.startsWith("[:")) {
            int start = cursor.position();
            cursor.skip("[:");
            boolean negated = cursor.skip("^");
            var group = Optional.ofNullable(POSIX.get(cursor.until(":]")));
            if (group.isPresent()) {
                return Optional.of(signed(group.get(), negated, foldCase));
            }
            cursor.rewindTo(start);
        }
        var group = group(foldCase);
        return group.isPresent() ? group : range(foldCase);
    }

    private Optional<CodePointSet> range(boolean foldCase) {
        int first = letter();
        int last = first;
        if (cursor.startsWith("-") && !cursor.startsWith("-]")) {
            cursor.next();
            last = letter();
        }
        if (first == PatternCursor.END || last < first) {
            return Optional.empty();
        }
        return Optional.of(foldCase ? CaseVariants.ofRange(first, last) : CodePointSet.of(first, last));
    }

    /** {@code \d}, {@code \pL} and their like; empty, and nothing read, if something else stands here. */
    Optional<CodePointSet> group(boolean foldCase) {
        int start = cursor.position();
        if (cursor.skip("\\p")) {
            return Optional.of(unicodeGroup(false, foldCase));
        }
        if (cursor.skip("\\P")) {
            return Optional.of(unicodeGroup(true, foldCase));
        }
        if (cursor.skip("\\")) {
            int name = cursor.next();
            var group = PERL.get(Character.toLowerCase(name));
            if (group != null) {
                return Optional.of(signed(group, Character.isUpperCase(name), foldCase));
            }
        }
        cursor.rewindTo(start);
        return Optional.empty();
    }

    private CodePointSet unicodeGroup(boolean negated, boolean foldCase) {
        var name = cursor.skip("{") ? cursor.until("}") : Character.toString(cursor.next());
        boolean twice = name.startsWith("^");
        var group = UnicodeGroup.of(twice ? name.substring(1) : name, foldCase);
        return negated == twice ? group : group.complement();
    }

    private static CodePointSet signed(CodePointSet group, boolean negated, boolean foldCase) {
        var set = group;
        if (foldCase) {
            List<Range> folded = new ArrayList<>();
            for (var range : group.ranges()) {
                folded.addAll(CaseVariants.ofRange(range.first(), range.last()).ranges());
            }
            set = CodePointSet.ofRanges(folded);
        }
        return negated ? set.complement() : set;
    }

    /** A character, maybe escaped; {@link PatternCursor#END} if it is not understood. */
    int letter() {
        if (!cursor.skip("\\")) {
            return cursor.next();
        }
        int escaped = cursor.next();
        return switch (escaped) {
            case 'a' -> 0x07;
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0B;
            case 'x' -> hexadecimal();
            case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(escaped - '0');
            default -> isAsciiLetterOrDigit(escaped) ? PatternCursor.END : escaped;
        };
    }

    private static boolean isAsciiLetterOrDigit(int codePoint) {
        return codePoint < 0x80 && Character.isLetterOrDigit(codePoint);
    }

    private int octal(int first) {
        int value = first;
        for (int digits = 1; digits < 3; digits++) {
            int digit = cursor.peek() - '0';
            if (digit < 0 || digit > 7) {
                return value;
            }
            value = value * 8 + digit;
            cursor.next();
        }
        return value;
    }

    private int hexadecimal() {
        if (!cursor.skip("{")) {
            int high = Character.digit(cursor.next(), 16);
            int low = Character.digit(cursor.next(), 16);
            return high < 0 || low < 0 ? PatternCursor.END : high * 16 + low;
        }
        int value = 0;
        for (int digit = cursor.next(); digit != '}'; digit = cursor.next()) {
            int hex = Character.digit(digit, 16);
            if (hex < 0 || value * 16 + hex > Character.MAX_CODE_POINT) {
                return PatternCursor.END;
            }
            value = value * 16 + hex;
        }
        return value;
    }
}
