package dev.trawl.query.bind;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.trawl.query.regex.RandomRegex;
import dev.trawl.query.regex.TextAutomaton;
import dev.trawl.trace.Wtf8;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RegexPatternTest {
    @ParameterizedTest(name = "-Dtrawl.seed={0}")
    @MethodSource("seeds")
    void bytesAreSearchedAsStringsAre(long seed) {
        var random = new RandomRegex(seed);
        int found = 0;
        for (int i = 0; i < 200; i++) {
            var compiled = random.pattern();
            var pattern = new RegexPattern(compiled.pattern(), compiled);
            for (int j = 0; j < 10; j++) {
                var texts = List.of(random.text(), random.text(), random.text());
                byte[] bytes = joined(texts);
                boolean expected = texts.stream().anyMatch(pattern::find);
                assertThat(pattern.find(bytes, 2, bytes.length - 2))
                        .as("%s in %s", RandomRegex.escaped(compiled.pattern()), texts)
                        .isEqualTo(expected);
                found += expected ? 1 : 0;
            }
        }
        assertThat(found).isBetween(200, 1_800);
    }

    @ParameterizedTest
    @CsvSource(
            useHeadersInDisplayName = true,
            delimiter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            textBlock = """
            PATTERN~TEXT~FOUND
            ^a~éa~false
            \\x{D83D}~😀~false
            \\x{DE00}~😀~true
            (?i:A)b+|A[cd]~xac~true
            (?i:A)b+|A[cd]~xae~false
            (\\pL{1,30}\\PL{1,30}){10}~a.b.c.d.e.f.g.h.i.j~false
            (\\pL{1,30}\\PL{1,30}){10}~a.b.c.d.e.f.g.h.i.j.~true
            """)
    void whatTheAutomatonCannotDecideRe2jDecidesOnStrings(String pattern, String text, boolean found) {
        var regex = new RegexPattern(pattern, Pattern.compile(pattern));
        byte[] bytes = joined(List.of("-", text, "-"));
        assertThat(regex.find(text)).isEqualTo(found);
        assertThat(regex.find(bytes, 2, bytes.length - 2)).isEqualTo(found);
    }

    @Test
    void aPatternWithANewStateAtEachLetterIsLeftToRe2j() {
        var compiled = Pattern.compile("a[ab]{17}c");
        var pattern = new RegexPattern(compiled.pattern(), compiled);
        var letters = new Random(0)
                .ints(40_000, 'a', 'c')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        var texts = List.of(letters + "bc", letters + "aaaaaaaaaaaaaaaaaaaac", letters.toString());
        for (int round = 0; round < 2; round++) {
            assertThat(texts.stream().map(text -> {
                        byte[] bytes = joined(List.of("", text, ""));
                        return pattern.find(bytes, 2, bytes.length - 2);
                    }))
                    .containsExactly(compiled.matcher(texts.getFirst()).find(), true, false);
        }
    }

    /** With two more bytes at both ends. */
    private static byte[] joined(List<String> texts) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(Wtf8.encode("ab"));
        for (int i = 0; i < texts.size(); i++) {
            if (i > 0) {
                bytes.write(TextAutomaton.SEPARATOR);
            }
            bytes.writeBytes(Wtf8.encode(texts.get(i)));
        }
        bytes.writeBytes(Wtf8.encode("ab"));
        return bytes.toByteArray();
    }

    static LongStream seeds() {
        Long seed = Long.getLong("trawl.seed");
        return seed == null ? LongStream.range(0, Long.getLong("trawl.seeds", 5)) : LongStream.of(seed);
    }
}
