package dev.trawl.query.regex;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Valid patterns of all of RE2's syntax, mostly short, and texts of the few letters that they speak of. */
public final class RandomRegex {
    private static final List<String> LETTERS = List.of(
            "a",
            "b",
            "c",
            "A",
            "k",
            "\u212A",
            "ſ",
            "σ",
            "ς",
            "ß",
            "é",
            "в",
            "Ǆ",
            "{",
            "}",
            "]",
            "{,2}",
            "{a}",
            "-",
            ",",
            " ",
            "#",
            "\n",
            "😀",
            "𐐀",
            "𞤀",
            "1",
            "_",
            "\\.",
            "\\x61",
            "\\x{62}",
            "\\141",
            "\\07",
            "\\a",
            "\\t",
            "\\\\",
            "\\(",
            "\\|",
            "\\Qa|\\E",
            "\\Qb",
            "\\Q\\E",
            "\\x{1F600}",
            "\\x{D83D}",
            "\\x{DE00}");

    private static final List<String> CLASSES = List.of(
            ".",
            ".",
            "\\d",
            "\\D",
            "\\w",
            "\\W",
            "\\s",
            "\\S",
            "[ab]",
            "[Aa]",
            "[^a]",
            "[]a]",
            "[^]a]",
            "[a-c]",
            "[^a-c\\n]",
            "[[:alpha:]]",
            "[[:^digit:]x]",
            "[[:upper:][:punct:]]",
            "[[:word:]-]",
            "[\\]a]",
            "[(]",
            "[|b]",
            "[a\\-]",
            "[--a]",
            "[+--]",
            "[\\d-z]",
            "[\\x41-\\x{43}]",
            "[\\Q]",
            "[K]",
            "[à-ÿ]",
            "[^à-ÿ]",
            "[\\x{400}-\\x{500}]",
            "[😀-😎]",
            "[^\\x00-\\x{10FFFF}]",
            "[\\x{D800}-\\x{DFFF}]",
            "[^\\x{D800}-\\x{DFFF}]",
            "[\\sé]",
            "[^\\Wé]",
            "[[a]",
            "[a[:b]");

    /** Each costs a search of all code points. */
    private static final List<String> GROUPS =
            List.of("\\pL", "\\PL", "\\p{Lu}", "\\p{^Lu}", "\\P{Greek}", "[\\pN\\p{Greek}]", "[^\\p{Ll}]", "\\p{Any}");

    private static final List<String> PLACES = List.of(
            "^", "$", "\\b", "\\B", "\\A", "\\z", "(?i)", "(?-i)", "(?s)", "(?U)", "(?m)", "(?-m)", "(?is-m)", "()");

    private static final List<String> OPENINGS =
            List.of("(", "(", "(?:", "(?:", "(?i:", "(?-i:", "(?s-i:", "(?m:", "(?ms:", "(?P<n%d>", "(?<m%d>");

    private static final List<String> REPEATS = List.of(
            "*", "?", "+", "*?", "??", "+?", "{0}", "{0,1}", "{1,2}", "{2}", "{3,}", "{1,}", "{0,}?", "{2,4}", "{,3}",
            "{x}", "{01}", "{2");

    private static final List<String> TEXT = List.of(
            "a", "a", "A", "b", "b", "B", "c", "C", "k", "K", "\u212A", "s", "S", "ſ", "Σ", "σ", "ς", "ẞ", "ß", "é",
            "É", "в", "В", "ᲀ", "Ǆ", "ǅ", "ǆ", ".", "|", "\\", "(", "{", "}", "]", "[", ":", "{,2}", "{a}", "{x}", "{2",
            "-", ",", " ", "1", "_", "\n", "\t", "\u0007", "#", "Q", "😀", "😎", "𐐀", "𐐨", "𞤀", "𞤢", "\uD83D",
            "\uDE00", "\u0000", "\u007f", "\u0080", "\u07ff", "\u0800", "\uffff", "\u4e2d");

    private final Random random;

    public RandomRegex(long seed) {
        this.random = new Random(seed);
    }

    /** Texts of which some are in the pattern, or were before they were changed. */
    public List<String> textsFor(Pattern pattern, int count) {
        var texts = new ArrayList<String>();
        var text = text();
        while (texts.size() < count) {
            texts.add(text);
            text = pattern.matcher(text).find() ? mutated(text) : text();
        }
        return texts;
    }

    /** Accepted by RE2/J. */
    public Pattern pattern() {
        return Stream.generate(() -> soup(2))
                .flatMap(soup -> compiled(soup).stream())
                .findFirst()
                .orElseThrow();
    }

    public String text() {
        return IntStream.range(0, random.nextInt(8)).mapToObj(i -> pick(TEXT)).collect(Collectors.joining());
    }

    /** The text with a little changed: a piece taken out, put in or repeated. */
    public String mutated(String text) {
        int at = text.offsetByCodePoints(0, random.nextInt(text.codePointCount(0, text.length()) + 1));
        int end = at == text.length() ? at : text.offsetByCodePoints(at, 1);
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, at) + text.substring(end);
            case 1 -> text.substring(0, at) + pick(TEXT) + text.substring(at);
            case 2 -> text.substring(0, at) + pick(TEXT) + text.substring(end);
            default -> text.substring(0, end) + text.substring(at);
        };
    }

    private static Optional<Pattern> compiled(String pattern) {
        try {
            return Optional.of(Pattern.compile(pattern));
        } catch (PatternSyntaxException invalid) {
            return Optional.empty();
        }
    }

    private String soup(int depth) {
        return IntStream.range(0, 1 + random.nextInt(5))
                .mapToObj(i -> piece(depth) + (random.nextInt(3) == 0 ? pick(REPEATS) : ""))
                .collect(Collectors.joining(random.nextInt(6) == 0 ? "|" : ""));
    }

    private String piece(int depth) {
        int kind = random.nextInt(1_000);
        if (depth > 0 && kind < 150) {
            return pick(OPENINGS).formatted(random.nextInt(1_000_000)) + soup(depth - 1) + ")";
        }
        return pick(kind < 600 ? LETTERS : kind < 850 ? CLASSES : kind < 998 ? PLACES : GROUPS);
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    public static String escaped(String text) {
        return text.chars()
                .mapToObj(c -> c < 0x7f && c >= ' ' ? Character.toString(c) : String.format("\\u%04x", c))
                .collect(Collectors.joining());
    }
}
