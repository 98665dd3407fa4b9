package dev.trawl.query.regex;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.trawl.trace.Wtf8;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
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
        int withBeginning = 0;
        for (int i = 0; i < 600; i++) {
            var pattern = random.pattern();
            var automaton = automaton(pattern);
            inexact += automaton.exact() ? 0 : 1;
            withBeginning += automaton.beginning().isPresent() ? 1 : 0;
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
        assertThat(withBeginning).isBetween(100, 500);
    }

    @ParameterizedTest(name = "-Dtrawl.seed={0}")
    @MethodSource("seeds")
    void findsTheOnlyOneOfManyTexts(long seed) {
        var random = new RandomRegex(seed);
        int tried = 0;
        for (int i = 0; i < 200; i++) {
            var pattern = random.pattern();
            var automaton =
                    TextAutomaton.of(RegexParser.parse(pattern.pattern()), FEW).orElseThrow();
            var texts = random.textsFor(pattern, 100);
            var matching =
                    texts.stream().filter(text -> pattern.matcher(text).find()).toList();
            var others =
                    texts.stream().filter(text -> !pattern.matcher(text).find()).toList();
            if (automaton.exact() && !matching.isEmpty() && !others.isEmpty()) {
                tried++;
                var none = IntStream.range(0, 80)
                        .mapToObj(j -> others.get(j % others.size()))
                        .toList();
                assertThat(firstEnd(automaton, none)).isEqualTo(TextAutomaton.NONE);
                for (int place = 0; place < none.size(); place++) {
                    var only = new ArrayList<>(none);
                    only.set(place, matching.get(place % matching.size()));
                    int begins = joined(only.subList(0, place)).length + Math.min(place, 1);
                    assertThat(firstEnd(automaton, only))
                            .as("%s in %s", RandomRegex.escaped(pattern.pattern()), only)
                            .isBetween(begins, begins + Wtf8.encode(only.get(place)).length);
                }
            }
        }
        assertThat(tried).isGreaterThan(20);
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '~', quoteCharacter = '`', textBlock = """
            PATTERN   ~ TEXT ~ FOUND
            \\B        ~ aéa  ~ false
            \\B        ~ aéé  ~ true
            é\\B$      ~ é    ~ true
            \\bé       ~ é    ~ false
            \\bé       ~ aé   ~ true
            ^a|\\Bb$   ~ ba   ~ false
            [^é]      ~ éé   ~ false
            a\\z\\b     ~ a    ~ true
            ()        ~ ``   ~ true
            ^$        ~ a    ~ false
            ^$        ~ ``   ~ true
            """)
    void placesAreBetweenCharactersOnly(String pattern, String text, boolean found) {
        assertThat(Pattern.compile(pattern).matcher(text).find()).isEqualTo(found);
        assertThat(find(automaton(Pattern.compile(pattern)), text)).isEqualTo(found);
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
    void givesUpWhereEachLetterMeetsANewState() {
        var automaton = TextAutomaton.of(RegexParser.parse("[ab]*a[ab]{17}c")).orElseThrow();
        assertThat(find(automaton, "ab".repeat(20_000))).isFalse();
        assertThat(automaton.exact()).isTrue();
        var letters = new Random(0)
                .ints(40_000, 'a', 'c')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        assertThat(find(automaton, letters.toString())).isTrue();
        assertThat(automaton.exact()).isFalse();
        assertThat(find(automaton, "xyz")).isTrue();
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

    /** Checks that both ways of searching agree. */
    private static int firstEnd(TextAutomaton automaton, List<String> texts) {
        byte[] bytes = joined(texts);
        int end = automaton.firstEnd(bytes, 0, bytes.length);
        assertThat(automaton.find(bytes, 0, bytes.length)).isEqualTo(end != TextAutomaton.NONE);
        return end;
    }

    static LongStream seeds() {
        return RequiredTextsTest.seeds();
    }
}
