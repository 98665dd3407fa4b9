package dev.trawl.query.bind;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.trawl.query.FilterException.Problem;
import dev.trawl.query.parse.Literal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Compiles patterns of RLIKE, and says in plain words and at the right place what is wrong with one. */
final class RegexSyntax {
    /** Characters of the longest pattern, repetitions written out: RE2/J needs some 20 ns for each at each letter of a text. */
    private static final int LONGEST = 2_000;

    private static final String LOOKAROUND =
            "lookahead and lookbehind are not part of RE2, whose patterns take linear time";
    private static final String BACK_REFERENCES =
            "back-references are not part of RE2, whose patterns take linear time";

    /** What Python's {@code re} has and RE2 has not, as it begins in a pattern, and what is said of it. */
    private static final List<Map.Entry<String, String>> MISSING = List.of(
            Map.entry("(?=", LOOKAROUND),
            Map.entry("(?!", LOOKAROUND),
            Map.entry("(?<=", LOOKAROUND),
            Map.entry("(?<!", LOOKAROUND),
            Map.entry("(?P=", BACK_REFERENCES),
            Map.entry("(?>", "atomic groups are not part of RE2"),
            Map.entry("(?(", "conditions on groups are not part of RE2"),
            Map.entry("(?#", "comments are not part of RE2"),
            Map.entry("\\N{", "names of characters are not part of RE2; \\uXXXX stands for one"));

    private RegexSyntax() {}

    static Optional<RegexPattern> compile(Literal.Text literal, Consumer<Problem> problems) {
        var source = PythonEscapes.asInRe2(literal.text());
        if (PatternSize.of(source) > LONGEST) {
            problems.accept(at(
                    literal,
                    0,
                    source.length(),
                    "the pattern is longer than " + LONGEST + " characters, repetitions written out"));
            return Optional.empty();
        }
        var endless = EndlessFolding.in(source);
        if (endless.isPresent()) {
            problems.accept(at(
                    literal, 0, source.length(), "RE2/J cannot compare " + endless.get() + " without regard to case"));
            return Optional.empty();
        }
        try {
            return Optional.of(new RegexPattern(source, Pattern.compile(source)));
        } catch (PatternSyntaxException e) {
            problems.accept(explained(literal, e));
            return Optional.empty();
        }
    }

    private static Problem explained(Literal.Text literal, PatternSyntaxException e) {
        var source = literal.text();
        for (var missing : MISSING) {
            int at = source.indexOf(missing.getKey());
            if (at >= 0) {
                return at(literal, at, at + missing.getKey().length(), missing.getValue());
            }
        }
        for (int at = source.indexOf('\\'); at >= 0; at = source.indexOf('\\', at + 2)) {
            if (at + 1 < source.length() && source.charAt(at + 1) >= '1' && source.charAt(at + 1) <= '9') {
                return at(literal, at, at + 2, BACK_REFERENCES);
            }
        }
        if (e.getDescription().contains("internal error")) {
            return at(literal, 0, source.length(), "bad pattern: a closing parenthesis closes nothing");
        }
        var culprit = e.getPattern() == null ? "" : e.getPattern();
        int at = Math.max(0, source.indexOf(culprit));
        return at(literal, at, Math.min(source.length(), at + culprit.length()), "bad pattern: " + e.getDescription());
    }

    /** A place inside the quotes; exact where the literal holds no escapes, else near enough. */
    private static Problem at(Literal.Text literal, int from, int to, String message) {
        int last = literal.range().end();
        int start = Math.min(last, literal.range().start() + 1 + from);
        return new Problem(start, Math.max(start, Math.min(last, literal.range().start() + 1 + to)), message);
    }
}
