package dev.trawl.query.bind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.query.FilterException.Problem;
import dev.trawl.query.parse.Literal;
import dev.trawl.query.parse.SourceRange;
import java.util.ArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexSyntaxTest {
    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '~', textBlock = """
            PATTERN           ~ PLACE   ~ MESSAGE
            a(?=b)            ~ 1..4    ~ lookahead and lookbehind are not part of RE2, whose patterns take linear time
            (a)\\1             ~ 3..5    ~ back-references are not part of RE2, whose patterns take linear time
            (?P<n>.)(?P=n)    ~ 8..12   ~ back-references are not part of RE2, whose patterns take linear time
            x(?>a)            ~ 1..4    ~ atomic groups are not part of RE2
            (a)?(?(1)b|c)     ~ 4..7    ~ conditions on groups are not part of RE2
            a(?#why)          ~ 1..4    ~ comments are not part of RE2
            \\N{ROCKET}        ~ 0..3    ~ names of characters are not part of RE2; \\uXXXX stands for one
            a)b               ~ 0..3    ~ bad pattern: a closing parenthesis closes nothing
            a(b               ~ 0..3    ~ bad pattern: missing closing )
            a{1001}           ~ 1..7    ~ bad pattern: invalid repeat count
            ((a{99}){99}){99} ~ 0..17   ~ the pattern is longer than 2000 characters, repetitions written out
            a{99}(?i){99}     ~ 0..13   ~ the pattern is longer than 2000 characters, repetitions written out
            (?i:a{0,999}\\.){3} ~ 0..18 ~ the pattern is longer than 2000 characters, repetitions written out
            (?i)xᲀ            ~ 0..6    ~ RE2/J cannot compare ᲀ without regard to case
            (?si:\\x{1c88})    ~ 0..14   ~ RE2/J cannot compare ᲈ without regard to case
            (?i)[^а-\\x{ffff}] ~ 0..17   ~ RE2/J cannot compare ᲀ without regard to case
            """)
    void aPatternThatCannotBeUsedIsRefusedInPlainWordsAtItsPlace(String pattern, String place, String message) {
        var problems = new ArrayList<Problem>();
        var literal = new Literal.Text(pattern, new SourceRange(0, pattern.length() + 2));
        assertThat(RegexSyntax.compile(literal, problems::add)).isEmpty();
        assertThat(problems.stream()
                        .map(problem -> problem.start() - 1 + ".." + (problem.end() - 1) + " " + problem.message()))
                .containsExactly(place + " " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            b\\Z               ~ ab   ~ true
            b\\Z               ~ abc  ~ false
            ^\\u00e9[\\u0041-\\u005a]$ ~ éQ ~ true
            \\U0001F680        ~ 🚀   ~ true
            a\\\\u0041          ~ a\\u0041 ~ true
            \\Q\\u0041\\E        ~ \\u0041 ~ true
            """)
    void escapesOfPythonAreRead(String pattern, String text, boolean found) {
        var literal = new Literal.Text(pattern, new SourceRange(0, pattern.length() + 2));
        assertThat(RegexSyntax.compile(literal, problem -> {}).orElseThrow().find(text))
                .isEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ᲀ",
                "[а-ჿ\\x{2000}]",
                "(?i)[а-я]",
                "(?s)\\x{1c80}",
                "(?i)[^\\x00-\\x7f]",
                "(?P<i>ᲀ)",
                "[(]{1000}",
                "(\\Q(\\E){200}"
            })
    void aPatternThatCanBeCompiledIsNotRefused(String pattern) {
        var literal = new Literal.Text(pattern, new SourceRange(0, pattern.length() + 2));
        assertThat(RegexSyntax.compile(literal, problem -> {})).isPresent();
    }
}
