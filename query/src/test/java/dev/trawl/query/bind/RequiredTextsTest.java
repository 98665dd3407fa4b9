package dev.trawl.query.bind;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.trawl.query.text.CaseFolding;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RequiredTextsTest {
    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '~', textBlock = """
            PATTERN                    ~ REQUIRED
            timeout                    ~ [timeout]
            timeout.*retry             ~ [timeout, retry]
            (?i)Timeout after \\d+ s    ~ [Timeout after ,  s]
            INC-[0-9]{6}               ~ [INC-]
            a\\.b\\*c                    ~ [a.b*c]
            colou?r                    ~ [colo, r]
            ab+c                       ~ [ab, c]
            ab*c                       ~ [a, c]
            ab{0,2}c                   ~ [a, c]
            a(b|c)d                    ~ [a, d]
            a[]|]d                     ~ [a, d]
            a[[:alpha:]|]d             ~ [a, d]
            a|b                        ~ []
            (?i)                       ~ []
            ab(?i)c                    ~ [ab, c]
            ab(?i)?c                   ~ []
            \\Qa|b\\E                    ~ []
            """)
    void textsOutsideOfEverythingOptionalAreRequired(String pattern, String required) {
        assertThat(RequiredTexts.of(pattern)).hasToString(required);
    }

    /** The property that searching by grams rests on. */
    @ParameterizedTest(name = "-Dtrawl.seed={0}")
    @MethodSource("seeds")
    void whateverMatchesAPatternContainsItsRequiredTexts(long seed) {
        var random = new Random(seed);
        int matching = 0;
        int requiring = 0;
        for (int i = 0; i < 3_000; i++) {
            var pattern = pattern(random);
            var required = RequiredTexts.of(pattern.pattern());
            for (int j = 0; j < 20; j++) {
                var text = text(random);
                if (pattern.matcher(text).find()) {
                    matching++;
                    requiring += required.isEmpty() ? 0 : 1;
                    assertThat(required)
                            .as("%s matches %s", escaped(pattern.pattern()), escaped(text))
                            .allMatch(needle -> CaseFolding.fold(text).contains(CaseFolding.fold(needle)));
                }
            }
        }
        assertThat(matching).isGreaterThan(5_000);
        assertThat(requiring).isGreaterThan(200);
    }

    static LongStream seeds() {
        Long seed = Long.getLong("trawl.seed");
        return seed == null ? LongStream.range(0, Long.getLong("trawl.seeds", 10)) : LongStream.of(seed);
    }

    private static final List<String> ATOMS = List.of(
            "a",
            "b",
            "K",
            "\u212A",
            "σ",
            "ß",
            "\\.",
            ".",
            "\\d",
            "\\w",
            "\\W",
            "\\s",
            "[ab]",
            "[^a]",
            "[]a]",
            "[^]a]",
            "[a-c]",
            "[[:alpha:]]",
            "[[:^digit:]x]",
            "[\\]a]",
            "[(]",
            "[|b]",
            "[a\\-]",
            "\\pL",
            "\\p{Lu}",
            "\\PL",
            "\\x61",
            "\\x{62}",
            "\\141",
            "\\Qa|\\E",
            "\\Qb",
            "^",
            "$",
            "\\b",
            "\\B",
            "\\A",
            "\\z",
            "\\a",
            "\\t",
            "\\\\",
            "\\(",
            "\\|",
            "{",
            "}",
            "]",
            "{,2}",
            "{a}",
            "-",
            ",",
            " ",
            "(?i)",
            "(?-i)",
            "(?s)",
            "(?U)",
            "(?m)",
            "(?i:a)",
            "(?-i:b)",
            "(?:)",
            "()",
            "[\\Q]\\E]",
            "\\C",
            "#",
            "\n",
            "😀");

    private static final List<String> REPEATS = List.of(
            "", "", "", "", "", "*", "?", "+", "*?", "??", "+?", "{0}", "{0,1}", "{2}", "{1,}", "{0,}?", "{,3}", "{x}");

    /** A valid pattern, mostly short. */
    private static Pattern pattern(Random random) {
        return Stream.generate(() -> soup(random, 2))
                .flatMap(soup -> compiled(soup).stream())
                .findFirst()
                .orElseThrow();
    }

    private static Optional<Pattern> compiled(String pattern) {
        try {
            return Optional.of(Pattern.compile(pattern));
        } catch (PatternSyntaxException invalid) {
            return Optional.empty();
        }
    }

    private static String soup(Random random, int depth) {
        return IntStream.range(0, 1 + random.nextInt(4))
                .mapToObj(i -> piece(random, depth) + pick(REPEATS, random))
                .collect(Collectors.joining(random.nextInt(8) == 0 ? "|" : ""));
    }

    private static String piece(Random random, int depth) {
        return depth > 0 && random.nextInt(6) == 0
                ? pick(List.of("(", "(?:", "(?i:", "(?P<n" + random.nextInt(1_000_000) + ">", "(?s-i:"), random)
                        + soup(random, depth - 1) + ")"
                : pick(ATOMS, random);
    }

    private static String text(Random random) {
        return IntStream.range(0, 1 + random.nextInt(6))
                .mapToObj(i -> pick(
                        List.of(
                                "a", "A", "b", "B", "c", "k", "\u212A", "Σ", "ς", "ẞ", ".", "|", "\\", "(", "{", "}",
                                "]", "{,2}", "{a}", "{x}", "-", ",", " ", "1", "\n", "\t", "#", "Q", "😀"),
                        random))
                .collect(Collectors.joining());
    }

    private static String pick(List<String> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static String escaped(String text) {
        return text.chars()
                .mapToObj(c -> c < 0x7f && c >= ' ' ? Character.toString(c) : String.format("\\u%04x", c))
                .collect(Collectors.joining());
    }
}
