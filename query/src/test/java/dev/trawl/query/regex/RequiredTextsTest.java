package dev.trawl.query.regex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.query.text.CaseFolding;
import dev.trawl.query.text.RequiredText;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RequiredTextsTest {
    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '~', quoteCharacter = '`', textBlock = """
            PATTERN                     ~ REQUIRED
            timeout                     ~ 'timeout'
            timeout.*retry              ~ ('timeout' AND 'retry')
            (?i)Wait [12]+ s            ~ ('wait ' AND ('t 1' OR 't 2') AND ('1 s' OR '2 s'))
            a\\.b\\*c                     ~ 'a.b*c'
            \\Qa|b\\E                     ~ 'a|b'
            colou?r                     ~ ('colo' AND ('lor' OR 'lour'))
            ab+c                        ~ ('ab' AND 'bc')
            (abc)+d                     ~ 'abcd'
            ab*cde                      ~ 'cde'
            a{3}                        ~ 'aaa'
            ab{2,}c                     ~ ('abb' AND 'bbc')
            (foo|bar)?baz               ~ 'baz'
            x(b|c)y                     ~ ('xby' OR 'xcy')
            timeout|time.*out           ~ ('time' AND 'out')
            timeout|retry|.             ~ anything
            timeout|retry               ~ ('timeout' OR 'retry')
            (?:get|post) /api           ~ ('get /api' OR 'post /api')
            connection (reset|refused)  ~ ('connection reset' OR 'connection refused')
            error: (.*failed|.*refused) ~ ('error: ' AND ('failed' OR 'refused'))
            gr[ae]y                     ~ ('gray' OR 'grey')
            [[:upper:]]{3}_ID           ~ '_ID'
            [^"]+                       ~ anything
            \\d{6}                       ~ anything
            \\bfoo\\b|(?m)^bar$           ~ ('foo' OR 'bar')
            (?i)stra(ß|ss)e             ~ ('stra' AND ('raße' OR 'rasse'))
            a|b                         ~ ('a' OR 'b')
            a.b                         ~ ('a' AND 'b')
            (?i:A)b+|A[cd]              ~ anything
            ()                          ~ anything
            """)
    void textsThatEveryMatchHasAreRequired(String pattern, String required) {
        assertThat(RequiredTexts.of(RegexParser.parse(pattern))).hasToString(required);
    }

    /** The property that searching by an index rests on. */
    @ParameterizedTest(name = "-Dtrawl.seed={0}")
    @MethodSource("seeds")
    void whateverMatchesAPatternContainsItsRequiredTexts(long seed) {
        var random = new RandomRegex(seed);
        int matching = 0;
        int requiring = 0;
        for (int i = 0; i < 600; i++) {
            var pattern = random.pattern();
            var required = RequiredTexts.of(RegexParser.parse(pattern.pattern()));
            var text = random.text();
            for (int j = 0; j < 20; j++) {
                if (pattern.matcher(text).find()) {
                    matching++;
                    requiring += required instanceof RequiredText.Anything ? 0 : 1;
                    assertThat(holds(required, CaseFolding.fold(text)))
                            .as("%s matches %s", RandomRegex.escaped(pattern.pattern()), RandomRegex.escaped(text))
                            .isTrue();
                    text = random.mutated(text);
                } else {
                    text = random.text();
                }
            }
        }
        assertThat(matching).isGreaterThan(2_000);
        assertThat(requiring).isGreaterThan(150);
    }

    private static boolean holds(RequiredText required, String foldedText) {
        return switch (required) {
            case RequiredText.Anything anything -> true;
            case RequiredText.Contains contains -> foldedText.contains(CaseFolding.fold(contains.text()));
            case RequiredText.AllOf all -> all.terms().stream().allMatch(term -> holds(term, foldedText));
            case RequiredText.AnyOf any -> any.choices().stream().anyMatch(choice -> holds(choice, foldedText));
        };
    }

    static LongStream seeds() {
        Long seed = Long.getLong("trawl.seed");
        return seed == null ? LongStream.range(0, Long.getLong("trawl.seeds", 5)) : LongStream.of(seed);
    }
}
