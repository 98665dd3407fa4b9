package dev.trawl.query.regex;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.trawl.trace.Wtf8;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TextAutomatonTest {
    /** So few transitions are kept that most searches have to forget some. */
    private static final int FEW = 100;

    @ParameterizedTest(name = "-Dtrawl.seed={0}")
    @MethodSource("seeds")
    void findsWhatRe2jFinds(long seed) {
        var random = new RandomRegex(seed);
        int matching = 0;
        int inexact = 0;
        for (int i = 0; i < 600; i++) {
            var pattern = random.pattern();
            var automaton = automaton(pattern);
            inexact += automaton.exact() ? 0 : 1;
            for (var text : random.textsFor(pattern, 30)) {
                boolean expected = pattern.matcher(text).find();
                byte[] bytes = Wtf8.encode(text);
                if (expected || automaton.exact()) {
                    assertThat(automaton.find(bytes, 0, bytes.length))
                            .as("%s in %s", RandomRegex.escaped(pattern.pattern()), RandomRegex.escaped(text))
                            .isEqualTo(expected);
                }
                matching += expected ? 1 : 0;
            }
        }
        assertThat(matching).isBetween(3_000, 15_000);
        assertThat(inexact).isLessThan(200);
    }

    @ParameterizedTest(name = "-Dtrawl.seed={0}")
    @MethodSource("seeds")
    void findsTheFirstOfManyTexts(long seed) {
        var random = new RandomRegex(seed);
        int inLaterTexts = 0;
        for (int i = 0; i < 300; i++) {
            var pattern = random.pattern();
            var automaton =
                    TextAutomaton.of(RegexParser.parse(pattern.pattern()), FEW).orElseThrow();
            var texts = LongStream.range(0, 60).mapToObj(j -> random.text()).toList();
            int first = 0;
            while (automaton.exact()
                    && first < texts.size()
                    && !pattern.matcher(texts.get(first)).find()) {
                first++;
            }
            byte[] bytes = joined(texts);
            var description = "%s in %s".formatted(RandomRegex.escaped(pattern.pattern()), texts);
            boolean expected = first < texts.size();
            if (automaton.exact()) {
                assertThat(automaton.find(bytes, 0, bytes.length))
                        .as(description)
                        .isEqualTo(expected);
                int begins = joined(texts.subList(0, first)).length;
                int end = automaton.firstEnd(bytes, 0, bytes.length);
                assertThat(expected ? end : begins)
                        .as(description)
                        .isBetween(begins, begins + 1 + length(texts, first));
                inLaterTexts += first > 0 ? 1 : 0;
            }
        }
        assertThat(inLaterTexts).isGreaterThan(50);
    }

    @Test
    void manyThreadsMayUseItAtOnce() {
        var pattern = Pattern.compile("(?i)[ab].{3}\\b[ck]|(\\w\\w)+$");
        var automaton =
                TextAutomaton.of(RegexParser.parse(pattern.pattern()), FEW).orElseThrow();
        var texts = new RandomRegex(0).textsFor(pattern, 20_000);
        assertThat(texts.parallelStream().filter(text -> find(automaton, text)).toList())
                .containsExactlyElementsOf(texts.stream()
                        .filter(text -> pattern.matcher(text).find())
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '~', quoteCharacter = '`', textBlock = """
            PATTERN         ~ EXACT
            \\bfoo$          ~ true
            (?im)^[^é]+\\B    ~ true
            \\x{D83D}        ~ false
            (?i:A)b+|A[cd]  ~ false
            (?i)𞤀           ~ false
            """)
    void saysWhetherItFindsNothingElse(String pattern, boolean exact) {
        assertThat(TextAutomaton.of(RegexParser.parse(pattern)).orElseThrow().exact())
                .isEqualTo(exact);
    }

    @Test
    void aVeryLargePatternHasNone() {
        assertThat(TextAutomaton.of(RegexParser.parse("(\\pL{1,30}\\PL{1,30}){10}")))
                .isEmpty();
    }

    private static TextAutomaton automaton(Pattern pattern) {
        return TextAutomaton.of(RegexParser.parse(pattern.pattern())).orElseThrow();
    }

    private static boolean find(TextAutomaton automaton, String text) {
        byte[] bytes = Wtf8.encode(text);
        return automaton.find(bytes, 0, bytes.length);
    }

    /** Each text with a separator behind it, but for the last one. */
    static byte[] joined(List<String> texts) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < texts.size(); i++) {
            bytes.writeBytes(Wtf8.encode(texts.get(i)));
            if (i + 1 < texts.size()) {
                bytes.write(TextAutomaton.SEPARATOR);
            }
        }
        return bytes.toByteArray();
    }

    private static int length(List<String> texts, int index) {
        return index < texts.size() ? Wtf8.encode(texts.get(index)).length : 0;
    }

    static LongStream seeds() {
        return RequiredTextsTest.seeds();
    }
}
