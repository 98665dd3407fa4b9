package dev.trawl;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Texts that break careless code: all scripts, case pairs of every kind, combining marks, lone surrogates, NUL, quotes
 * and backslashes, everything that means something in a filter, a pattern or JSON; empty, long and very long ones. Made
 * of few distinct pieces, so that texts have pieces in common and near misses are frequent.
 */
final class HostileTexts {
    private static final List<String> PIECES = List.of(
            "a",
            "A",
            "b",
            "é",
            "É",
            "e\u0301",
            "ß",
            "ẞ",
            "Σ",
            "σ",
            "ς",
            "ΟΔΟΣ",
            "İ",
            "ı",
            "i",
            "I",
            "\u212A",
            "k",
            "ſ",
            "s",
            "ǅ",
            "ǆ",
            "µ",
            "μ",
            "Ω",
            "\u2126",
            "ა",
            "Ა",
            "日本",
            "本語",
            "한국어",
            "ｶﾞ",
            "العربية",
            "שלום",
            "ไทย",
            "हिन्दी",
            "Привет",
            "привет",
            "😀",
            "👩‍👩‍👧",
            "🇩🇪",
            "𐐀",
            "𐐨",
            "\uD83D",
            "\uDE00",
            "\u0000",
            "\u0001",
            "\n",
            "\r\n",
            "\t",
            " ",
            "  ",
            "\u00a0",
            "\u2028",
            "\u200b",
            "\u007f",
            "\u0085",
            "\uFEFF",
            "\uFFFF",
            "\uE000",
            "'",
            "''",
            "\"",
            "`",
            "\\",
            "\\n",
            "\\\\",
            "\\u00e9",
            "\\\"",
            "\\'",
            "%",
            "_",
            "\\%",
            "\\_",
            "100%",
            "--",
            "/*",
            "*/",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "{2}",
            "|",
            "^",
            "$",
            ".",
            "*",
            "+",
            "?",
            ",",
            ":",
            "=",
            "<",
            "&",
            "#",
            "null",
            "true",
            "False",
            "NaN",
            "AND",
            "or",
            "0",
            "1",
            "01",
            "1.0",
            "7",
            "-",
            "timeout",
            "Timeout",
            "TIMEOUT after",
            "error",
            "retry",
            "deprecated",
            "INC-123456",
            "=>",
            "http://x/?q=1");

    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "01",
            "1.0",
            "1.00",
            "1e0",
            "+1",
            " 1 ",
            "-1",
            "0.5",
            ".5",
            "5.",
            "7",
            "1e3",
            "1000",
            "1E3",
            "-0",
            "0.1",
            "0.10",
            "123456789012345678901234567890",
            "1e400",
            "9007199254740993",
            "NaN",
            "Infinity",
            "1_000",
            "0x1",
            "1e-7",
            "5ms",
            "\u0661");

    /** Bytes of a value that still becomes a term of the index, and of the longest term that Lucene takes. */
    private static final List<Integer> LIMITS = List.of(512, 32_766);

    private final Random random;

    HostileTexts(Random random) {
        this.random = random;
    }

    String any() {
        return switch (random.nextInt(14)) {
            case 0 -> "";
            case 1 -> number();
            case 2, 3, 4 -> piece();
            case 5, 6, 7, 8 -> pieces(2 + random.nextInt(3), "");
            case 9, 10, 11 -> pieces(3 + random.nextInt(8), " ");
            case 12 -> pieces(10 + random.nextInt(30), random.nextBoolean() ? "\n" : "");
            default -> random.nextInt(3) == 0 ? nearLimit() : pieces(5, "_");
        };
    }

    String piece() {
        return pick(PIECES);
    }

    String number() {
        return pick(NUMBERS);
    }

    /** A text that is a little shorter or longer, in letters or in bytes, than what fits a term. */
    private String nearLimit() {
        int limit = LIMITS.get(random.nextInt(40) == 0 ? 1 : 0) - 4 + random.nextInt(8);
        var filling = random.nextBoolean() ? "x" : piece();
        var text = pieces(3, "") + filling.repeat(limit / filling.length() + 1);
        return text.substring(0, Math.min(text.length(), random.nextBoolean() ? limit : limit / 3));
    }

    private String pieces(int count, String between) {
        return IntStream.range(0, count).mapToObj(i -> piece()).collect(Collectors.joining(between));
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
