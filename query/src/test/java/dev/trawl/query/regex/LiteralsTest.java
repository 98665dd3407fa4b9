package dev.trawl.query.regex;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LiteralsTest {
    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '~', textBlock = """
            PATTERN                      ~ TEXTS
            TimeoutError                 ~ [TimeoutError]
            TimeoutError|RateLimit       ~ [TimeoutError, RateLimit]
            (refund|return) (policy|fee) ~ [refund policy, refund fee, return policy, return fee]
            gr[ae]y                      ~ [gray, grey]
            a\\.b                        ~ [a.b]
            (?i)no                       ~ [NO, No, nO, no]
            """)
    void whatIsSpelledOutIsFound(String pattern, String texts) {
        assertThat(Literals.of(RegexParser.parse(pattern)).orElseThrow()).hasToString(texts);
    }

    @ParameterizedTest
    @CsvSource({"ab*", "a.b", "^a", "a$", "\\bfoo\\b", "a|", "()", "x?", "[0-9]{6}", "[a-z][a-z][a-z]", "[^a]"})
    void patternsThatSayMoreOrLessHaveNone(String pattern) {
        assertThat(Literals.of(RegexParser.parse(pattern))).isEmpty();
    }

    /** On their word a trace is found without a look at its text. */
    @ParameterizedTest(name = "-Dtrawl.seed={0}")
    @MethodSource("seeds")
    void aPatternIsFoundJustWhereOneOfThemIs(long seed) {
        var random = new RandomRegex(seed);
        int spelledOut = 0;
        for (int i = 0; i < 600; i++) {
            var pattern = random.pattern();
            var texts = Literals.of(RegexParser.parse(pattern.pattern()));
            if (texts.isPresent()) {
                spelledOut++;
                var text = random.text();
                assertThat(texts.get().stream().anyMatch(text::contains))
                        .describedAs("%s in %s", pattern.pattern(), text)
                        .isEqualTo(pattern.matcher(text).find());
            }
        }
        assertThat(spelledOut).isGreaterThan(20);
    }

    static LongStream seeds() {
        Long seed = Long.getLong("trawl.seed");
        return seed == null ? LongStream.range(0, Long.getLong("trawl.seeds", 4)) : LongStream.of(seed);
    }
}
