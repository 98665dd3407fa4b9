package dev.trawl.query.bind;

import com.google.re2j.Pattern;
import dev.trawl.query.regex.Literals;
import dev.trawl.query.regex.Regex;
import dev.trawl.query.regex.RegexParser;
import dev.trawl.query.regex.RequiredTexts;
import dev.trawl.query.regex.TextAutomaton;
import dev.trawl.query.text.RequiredText;
import dev.trawl.trace.Wtf8;
import java.util.Optional;
import java.util.Set;

/**
 * A pattern of RLIKE, in RE2's syntax: matching takes time linear in the text, whatever the pattern.
 *
 * <p>Compiled once and compared by its source. Thread-safe.
 */
public final class RegexPattern {
    private final String source;
    private final Pattern compiled;
    private final Regex regex;
    private final Optional<TextAutomaton> automaton;

    RegexPattern(String source, Pattern compiled) {
        this.source = source;
        this.compiled = compiled;
        this.regex = RegexParser.parse(source);
        this.automaton = TextAutomaton.of(regex);
    }

    public String source() {
        return source;
    }

    /** The texts that the pattern matches, if it says no more than one of some texts, each with its case. */
    public Optional<Set<String>> literals() {
        return Literals.of(regex);
    }

    /** What every text in which the pattern is found contains, without regard to case. */
    public RequiredText required() {
        return RequiredTexts.of(regex);
    }

    /** Whether the pattern is found somewhere in the text. */
    public boolean find(CharSequence text) {
        return compiled.matcher(text).find();
    }

    /**
     * Whether the pattern is found in some text between two offsets: texts in UTF-8 or WTF-8 ({@link Wtf8}), with a
     * {@link TextAutomaton#SEPARATOR} between two of them.
     *
     * <p>Twenty times as fast as RE2/J, which decides only what the automaton cannot. That must read strings: in bytes it
     * takes each place behind a letter beyond ASCII for a beginning of the text (RE2/J 1.8, {@code UTF8Input.context}).
     */
    public boolean find(byte[] utf8, int from, int to) {
        if (automaton.isPresent() && automaton.get().exact()) {
            boolean found = automaton.get().find(utf8, from, to);
            if (automaton.get().exact()) {
                return found;
            }
        }
        for (int text = from; text <= to; ) {
            int found = automaton.isEmpty() ? text : automaton.get().firstEnd(utf8, text, to);
            if (found == TextAutomaton.NONE) {
                return false;
            }
            int start = found;
            while (start > text && !separates(utf8[start - 1])) {
                start--;
            }
            int end = found;
            while (end < to && !separates(utf8[end])) {
                end++;
            }
            if (find(Wtf8.decode(utf8, start, end))) {
                return true;
            }
            text = end + 1;
        }
        return false;
    }

    /**
     * Whether a text in which the pattern is found may have other ASCII digits and stand within any other, but not in the middle of a word:
     * it is found there, too. Not always told if it is so.
     */
    public boolean ignoresDigitsAndEnds() {
        return automaton.filter(TextAutomaton::ignoresDigitsAndEnds).isPresent();
    }

    private static boolean separates(byte read) {
        return read == (byte) TextAutomaton.SEPARATOR;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RegexPattern that && source.equals(that.source);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }

    @Override
    public String toString() {
        return "rlike '" + source + "'";
    }
}
