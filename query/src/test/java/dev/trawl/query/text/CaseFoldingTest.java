package dev.trawl.query.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseFoldingTest {
    @ParameterizedTest
    @CsvSource({
        "A, a",
        "Σ, σ",
        "ς, σ",
        "ẞ, ß",
        "ſ, s",
        "\u212A, k",
        "\u2126, ω",
        "Ა, ა",
        "𐐀, 𐐨",
        "ǅ, ǆ",
        "İ, İ",
        "ı, ı",
        "i, i"
    })
    void aLetterFoldsToOneFormOfAllItsCases(String letter, String folded) {
        assertThat(CaseFolding.fold(letter)).isEqualTo(folded);
    }

    @Test
    void foldingTwiceIsFoldingOnce() {
        assertThat(IntStream.rangeClosed(0, Character.MAX_CODE_POINT))
                .allMatch(c -> CaseFolding.fold(CaseFolding.fold(c)) == CaseFolding.fold(c));
    }

    @Test
    void nothingFoldsToACaselessLetterButItself() {
        assertThat(IntStream.rangeClosed(0, Character.MAX_CODE_POINT).filter(c -> CaseFolding.fold(c) != c))
                .noneMatch(c -> CaseFolding.isCaseless(CaseFolding.fold(c)));
    }

    /** {@link WordNeedle} looks for no others in words where a needle of plain letters is wanted. */
    @Test
    void onlyTwoLettersBeyondAsciiFoldIntoIt() {
        assertThat(IntStream.rangeClosed(0x80, Character.MAX_CODE_POINT).filter(c -> CaseFolding.fold(c) < 0x80))
                .containsExactly(0x17F, 0x212A);
    }

    @ParameterizedTest
    @CsvSource({
        "customer, customer;Customer;CUSTOMER",
        "iPhone, iPhone;iphone;IPHONE;Iphone",
        "straße, straße;STRAßE;Straße"
    })
    void aWordHasTheSpellingsThatPeopleUse(String word, String spellings) {
        assertThat(CaseFolding.spellings(word))
                .isSubsetOf(List.of(spellings.split(";")))
                .contains(word);
    }

    @Test
    void allSpellingsOfAWordFoldToTheSame() {
        assertThat(IntStream.rangeClosed(0, Character.MAX_CODE_POINT)).allSatisfy(c -> {
            var letter = Character.toString(c);
            assertThat(CaseFolding.spellings(letter))
                    .allMatch(other -> CaseFolding.fold(other).equals(CaseFolding.fold(letter)));
        });
    }

    /** Else the folded grams of a text would miss a match of a case-blind regular expression. */
    @Test
    void lettersThatRe2TakesForTheSameFoldToTheSame() {
        var cased = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(CaseFoldingTest::hasCases)
                .toArray();
        var everything = new String(cased, 0, cased.length);
        for (int c : cased) {
            var matcher = Pattern.compile("(?i)" + String.format("\\x{%x}", c)).matcher(everything);
            int found = 0;
            while (matcher.find()) {
                assertThat(CaseFolding.fold(matcher.group().codePointAt(0)))
                        .as("%c and %s", c, matcher.group())
                        .isEqualTo(CaseFolding.fold(c));
                found++;
            }
            assertThat(found).as("%c finds itself", c).isPositive();
        }
    }

    /** But for nine letters that RE2/J never finishes with; patterns with them are refused. */
    private static boolean hasCases(int c) {
        return (Character.toUpperCase(c) != c || Character.toLowerCase(c) != c || Character.toTitleCase(c) != c)
                && (c < 0x1C80 || c > 0x1C88);
    }
}
