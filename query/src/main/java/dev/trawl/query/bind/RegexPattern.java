package dev.trawl.query.bind;

import com.google.re2j.Pattern;
import dev.trawl.query.regex.RegexParser;
import dev.trawl.query.regex.RequiredTexts;
import dev.trawl.query.text.RequiredText;

/**
 * A pattern of RLIKE, in RE2's syntax: matching takes time linear in the text, whatever the pattern.
 *
 * <p>Compiled once and compared by its source. Thread-safe.
 */
public final class RegexPattern {
    private final String source;
    private final Pattern compiled;

    RegexPattern(String source, Pattern compiled) {
        this.source = source;
        this.compiled = compiled;
    }

    public String source() {
        return source;
    }

    /** What every text in which the pattern is found contains, without regard to case. */
    public RequiredText required() {
        return RequiredTexts.of(RegexParser.parse(source));
    }

    /** Whether the pattern is found somewhere in the text. */
    public boolean find(CharSequence text) {
        return compiled.matcher(text).find();
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
