package dev.trawl.query.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.query.bind.LikePattern;
import dev.trawl.query.text.CaseFolding;
import dev.trawl.trace.Utf8Text;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LikeMatcherTest {
    /** Few distinct characters, so that matches and near misses are common: an emoji and its halves among them. */
    private static final String[] LETTERS = {
        "a", "A", "b", "σ", "ς", "Σ", "ß", "ẞ", "\n", "%", "_", "\\", "😀", "\uD83D", "\uDE00"
    };

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, nullValues = "-", textBlock = """
            PATTERN,      VALUE,       MATCHES
            '',           '',          true
            '',           a,           false
            %,            '',          true
            _,            😀,          true
            __,           😀,          false
            a%b%b,        ab,          false
            %ab%ab,       abab,        true
            a\\%b,         a%b,         true
            a\\%b,         axb,         false
            a\\b,          a\\b,         true
            \\\\%,         \\%,          false
            \\\\%,         \\\\x,         true
            \\\\_,         \\\\%,         true
            \\\\_,         \\\\,          false
            \\\\\\%,        \\\\%,         true
            \\\\\\%,        \\\\x,         false
            \\\\\\\\%,       \\\\\\\\x,       true
            \\,           \\,           true
            %\\_,          x_,          true
            %\\_,          xy,          false
            """)
    void aPatternMatchesWholeValues(String pattern, String value, boolean matches) {
        assertThat(new LikeMatcher(LikePattern.of(pattern, false)).matches(Utf8Text.of(value)))
                .isEqualTo(matches);
    }

    @ParameterizedTest(name = "-Dtrawl.seed={0}")
    @MethodSource("seeds")
    void aPatternMatchesWhatTryingEveryWayMatches(long seed) {
        var random = new Random(seed);
        int matching = 0;
        for (int i = 0; i < 2_000; i++) {
            var value = text(random);
            var pattern = random.nextInt(4) == 0 ? text(random) : blurred(value, random);
            boolean ignoreCase = random.nextBoolean();
            boolean expected = matches(units(pattern, ignoreCase), 0, folded(value, ignoreCase), 0);
            assertThat(new LikeMatcher(LikePattern.of(pattern, ignoreCase)).matches(Utf8Text.of(value)))
                    .as("%s %slike %s", escaped(value), ignoreCase ? "i" : "", escaped(pattern))
                    .isEqualTo(expected);
            matching += expected ? 1 : 0;
        }
        assertThat(matching).isGreaterThan(500);
    }

    @ParameterizedTest(name = "-Dtrawl.seed={0}")
    @MethodSource("seeds")
    void aLongPieceIsFoundWhereverItStands(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            int length = random.nextInt(10) == 0 ? 1_000 + random.nextInt(100) : 30 + random.nextInt(200);
            int period = random.nextBoolean() ? length : 1 + random.nextInt(5);
            var motif = random.ints(period, 0, 3)
                    .mapToObj(c -> List.of("a", "b", "😀").get(c))
                    .collect(Collectors.joining());
            var piece = motif.repeat(length / period) + "a";
            int blur = random.nextInt(3) == 0 ? Integer.MAX_VALUE : 9;
            var blurred = piece.codePoints()
                    .mapToObj(c -> random.nextInt(blur) == 0 ? "_" : Character.toString(c))
                    .collect(Collectors.joining());
            var nearMiss = blurred.replaceFirst("a(?=[^a]*$)", "b");
            var value = text(random) + motif.repeat(random.nextInt(3)) + piece + text(random);
            assertThat(found("%" + blurred + "%", false, value)).isTrue();
            assertThat(found("%" + blurred + "%%_", true, value + "x")).isTrue();
            assertThat(found("%a%" + blurred + "%b%", false, "a😀" + value + "b"))
                    .isTrue();
            assertThat(found("%" + nearMiss + "%", false, value))
                    .isEqualTo(Pattern.compile(nearMiss.replace('_', '.'), Pattern.DOTALL)
                            .matcher(value)
                            .find());
        }
    }

    private static boolean found(String pattern, boolean ignoreCase, String value) {
        return new LikeMatcher(LikePattern.of(pattern, ignoreCase)).matches(Utf8Text.of(value));
    }

    static LongStream seeds() {
        Long seed = Long.getLong("trawl.seed");
        return seed == null ? LongStream.range(0, Long.getLong("trawl.seeds", 20)) : LongStream.of(seed);
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(10), 0, LETTERS.length)
                .mapToObj(i -> LETTERS[i])
                .collect(Collectors.joining());
    }

    /** A pattern made from the value: some characters become wildcards, some another case, some are left alone. */
    private static String blurred(String value, Random random) {
        return value.codePoints()
                .mapToObj(c -> switch (random.nextInt(8)) {
                    case 0 -> "_";
                    case 1 -> "%";
                    case 2 -> Character.toString(Character.toUpperCase(c));
                    case 3 -> "%" + Character.toString(c);
                    case 4 -> Character.toChars(c)[0] + (c > 0xFFFF ? "_" : "");
                    default -> (c == '%' || c == '_' ? "\\" : "") + Character.toString(c);
                })
                .collect(Collectors.joining("", random.nextBoolean() ? "%" : "", random.nextBoolean() ? "%" : ""));
    }

    /** The last of an odd number of backslashes, and the wildcard behind it. */
    private static final Pattern ESCAPED = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\([%_])");

    private static final int ANY_RUN = -1;
    private static final int ANY_ONE = -2;

    /** The pattern as code points and wildcards. */
    private static int[] units(String pattern, boolean ignoreCase) {
        var marked = ESCAPED.matcher(pattern)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1))
                        + (found.group(2).equals("%") ? "\uF001" : "\uF002"));
        return marked.codePoints()
                .map(c -> switch (c) {
                    case '%' -> ANY_RUN;
                    case '_' -> ANY_ONE;
                    case 0xF001 -> '%';
                    case 0xF002 -> '_';
                    default -> ignoreCase ? CaseFolding.fold(c) : c;
                })
                .toArray();
    }

    private static int[] folded(String value, boolean ignoreCase) {
        return value.codePoints().map(c -> ignoreCase ? CaseFolding.fold(c) : c).toArray();
    }

    private static boolean matches(int[] pattern, int i, int[] value, int j) {
        if (i == pattern.length) {
            return j == value.length;
        }
        if (pattern[i] == ANY_RUN) {
            return matches(pattern, i + 1, value, j) || (j < value.length && matches(pattern, i, value, j + 1));
        }
        return j < value.length
                && (pattern[i] == ANY_ONE || pattern[i] == value[j])
                && matches(pattern, i + 1, value, j + 1);
    }

    private static String escaped(String text) {
        return text.chars()
                .mapToObj(c -> c < 0x7f && c > ' ' ? Character.toString(c) : String.format("\\u%04x", c))
                .collect(Collectors.joining());
    }
}
