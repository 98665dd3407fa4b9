package dev.trawl.query.regex;

import dev.trawl.query.regex.Regex.At;
import dev.trawl.query.regex.Regex.Empty;
import dev.trawl.query.regex.Regex.OneOf;
import dev.trawl.query.regex.Regex.Place;
import dev.trawl.query.regex.Regex.Repetition;
import dev.trawl.query.regex.Regex.Unknown;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * Reads a pattern that RE2/J 1.8 has accepted exactly as that reads it ({@code com.google.re2j.Parser}, with the flags of
 * {@code Pattern.compile}), its few errors included. What is not understood becomes {@link Unknown}.
 */
public final class RegexParser {
    private static final Pattern TIMES = Pattern.compile("\\{(0|[1-9][0-9]{0,3})(,(0|[1-9][0-9]{0,3})?)?}");
    private static final CodePointSet NEWLINE = CodePointSet.of('\n');

    private final String pattern;
    private final PatternCursor cursor;
    private final ClassReader classes;
    private final Deque<OpenGroup> open = new ArrayDeque<>();
    private RegexFlags flags = RegexFlags.NONE;

    private RegexParser(String pattern) {
        this.pattern = pattern;
        this.cursor = new PatternCursor(pattern);
        this.classes = new ClassReader(cursor);
        open.push(new OpenGroup(flags));
    }

    /** What the pattern means; anything may be the answer for one that is not valid. */
    public static Regex parse(String pattern) {
        return new RegexParser(pattern).read();
    }

    private Regex read() {
        while (cursor.more()) {
            if (!piece()) {
                return new Unknown();
            }
        }
        return open.size() == 1 ? open.element().closed() : new Unknown();
    }

    /** Reads one piece of the pattern; false if it is not understood. */
    private boolean piece() {
        switch (cursor.peek()) {
            case '(' -> {
                return openGroup();
            }
            case ')' -> {
                return closeGroup();
            }
            case '|' -> {
                cursor.next();
                open.element().endBranch();
            }
            case '^' -> at(flags.lines() ? Place.LINE_BEGINNING : Place.TEXT_BEGINNING);
            case '$' -> at(flags.lines() ? Place.LINE_END : Place.TEXT_END);
            case '.' -> {
                cursor.next();
                open.element().add(new OneOf(flags.dotIsAll() ? CodePointSet.ALL : NEWLINE.complement()));
            }
            case '[' -> {
                return classes.bracketed(flags.foldCase()).map(this::addClass).isPresent();
            }
            case '*' -> {
                cursor.next();
                return repeat(0, Regex.UNBOUNDED);
            }
            case '+' -> {
                cursor.next();
                return repeat(1, Regex.UNBOUNDED);
            }
            case '?' -> {
                cursor.next();
                return repeat(0, 1);
            }
            case '{' -> {
                return counted();
            }
            case '\\' -> {
                return escape();
            }
            default -> letter(cursor.next());
        }
        return true;
    }

    private void at(Place place) {
        cursor.next();
        open.element().add(new At(place));
    }

    private boolean openGroup() {
        if (cursor.skip("(?P<") || cursor.skip("(?<")) {
            cursor.until(">");
        } else if (cursor.skip("(?")) {
            return flags();
        } else {
            cursor.next();
        }
        open.push(new OpenGroup(flags));
        return true;
    }

    /** Behind {@code (?}: flags for the rest of this group, or for a group of their own. */
    private boolean flags() {
        var changed = flags;
        boolean on = true;
        while (true) {
            int flag = cursor.next();
            switch (flag) {
                case '-' -> on = false;
                case ':' -> {
                    open.push(new OpenGroup(flags));
                    flags = changed;
                    return true;
                }
                case ')' -> {
                    flags = changed;
                    return true;
                }
                case 'i', 'm', 's', 'U' -> changed = changed.with(flag, on);
                default -> {
                    return false;
                }
            }
        }
    }

    private boolean closeGroup() {
        cursor.next();
        if (open.size() == 1) {
            return false;
        }
        var group = open.pop();
        flags = group.outer();
        open.element().addGroup(group);
        return true;
    }

    /** {@code {2,5}}, or a brace that is a plain character. */
    private boolean counted() {
        var times = TIMES.matcher(pattern).region(cursor.position(), pattern.length());
        if (!times.lookingAt()) {
            letter(cursor.next());
            return true;
        }
        cursor.rewindTo(times.end());
        int least = Integer.parseInt(times.group(1));
        if (times.group(2) == null) {
            return repeat(least, least);
        }
        return repeat(least, times.group(3) == null ? Regex.UNBOUNDED : Integer.parseInt(times.group(3)));
    }

    private boolean repeat(int least, int most) {
        cursor.skip("?");
        if (most != Regex.UNBOUNDED && most < least) {
            return false;
        }
        return open.element().replaceLast(last -> most == 0 ? new Empty() : new Repetition(last, least, most));
    }

    private boolean escape() {
        if (cursor.skip("\\A")) {
            open.element().add(new At(Place.TEXT_BEGINNING));
        } else if (cursor.skip("\\z")) {
            open.element().add(new At(Place.TEXT_END));
        } else if (cursor.skip("\\b")) {
            open.element().add(new At(Place.WORD_BOUNDARY));
        } else if (cursor.skip("\\B")) {
            open.element().add(new At(Place.NO_WORD_BOUNDARY));
        } else if (cursor.skip("\\Q")) {
            cursor.until("\\E").codePoints().forEach(this::letter);
        } else {
            var group = classes.group(flags.foldCase());
            if (group.isPresent()) {
                addClass(group.get());
                return true;
            }
            int letter = classes.letter();
            if (letter == PatternCursor.END) {
                return false;
            }
            letter(letter);
        }
        return true;
    }

    private boolean addClass(CodePointSet set) {
        open.element().addClass(set);
        return true;
    }

    private void letter(int codePoint) {
        open.element().addLetter(codePoint, flags.foldCase());
    }
}
