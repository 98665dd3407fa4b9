package dev.trawl.query.regex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.trace.Wtf8;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BeginningTest {
    @ParameterizedTest(name = "-Dtrawl.seed={0}")
    @MethodSource("seeds")
    void noMatchBeginsElsewhere(long seed) {
        var random = new RandomRegex(seed);
        int matches = 0;
        for (int i = 0; i < 600; i++) {
            var pattern = random.pattern();
            var beginning = beginning(pattern.pattern());
            if (beginning.isPresent()) {
                for (var text : random.textsFor(pattern, 30)) {
                    byte[] bytes = Wtf8.encode(text);
                    var matcher = pattern.matcher(text);
                    while (matcher.find()) {
                        int begins = Wtf8.encode(text.substring(0, matcher.start())).length;
                        assertThat(beginning.get().next(bytes, begins, bytes.length))
                                .as("%s in %s", RandomRegex.escaped(pattern.pattern()), RandomRegex.escaped(text))
                                .isEqualTo(begins);
                        matches++;
                    }
                }
            }
        }
        assertThat(matches).isGreaterThan(50);
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '~', quoteCharacter = '`', textBlock = """
            PATTERN                 ~ TEXT              ~ FROM ~ NEXT
            INC-[0-9]{6}            ~ INC-12345 INC-123456 ~ 0  ~ 10
            INC-[0-9]{6}            ~ INC-123456        ~ 1    ~ -1
            [a-z]{4}[0-9]{4}        ~ abc-1234          ~ 0    ~ 0
            [a-z]{4}[0-9]{4}        ~ abcd-1234         ~ 0    ~ 1
            [a-z]{4}[0-9]{4}        ~ ab 123            ~ 0    ~ -1
            (?i)timeout.*retry      ~ a Timeout here    ~ 0    ~ 2
            \\b(\\d{1,3}\\.){3}       ~ at 1..1..1 of     ~ 0    ~ 3
            (?:abab|baab)\\z         ~ ababaabbbaab      ~ 1    ~ 3
            日本語                   ~ 日本 日本語        ~ 1    ~ 7
            """)
    void looksAtSomePlacesOnly(String pattern, String text, int from, int next) {
        byte[] bytes = Wtf8.encode(text);
        assertThat(beginning(pattern).orElseThrow().next(bytes, from, bytes.length))
                .isEqualTo(next);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a?", "[a-z]", "ab?c?", ".{10}", "\\s+\\S+", "\\bx\\b", "(?:timeout)?[^a]{5}", "a{2}|b{9}"})
    void isWorthItOnlyWhereItPassesOverSomething(String pattern) {
        assertThat(beginning(pattern)).isEmpty();
    }

    private static Optional<Beginning> beginning(String pattern) {
        return ByteProgram.of(RegexParser.parse(pattern)).flatMap(Beginning::of);
    }

    static LongStream seeds() {
        return RequiredTextsTest.seeds();
    }
}
