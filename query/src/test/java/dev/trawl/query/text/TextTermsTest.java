package dev.trawl.query.text;

import static java.util.Collections.disjoint;
import static java.util.Collections.indexOfSubList;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.trace.Utf8Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextTermsTest {
    private static final List<String> LETTERS = List.of(
            "a", "A", "b", "7", " ", "=", "Σ", "ς", "ẞ", "\u212A", "\n", "\u0000", "日", "😀", "𐐀", "\uD83D", "\uFFFF",
            "1", "2", "٣", "k", "K", "s", "ſ", "é", "É");

    @ParameterizedTest(name = "-Dtrawl.seed={0}")
    @MethodSource("seeds")
    void whateverATextContainsHasItsGramsAndJointsAmongTheTexts(long seed) {
        var random = new Random(seed);
        var terms = new TextTerms();
        for (int i = 0; i < 1_000; i++) {
            int[] text = letters(random, 1 + random.nextInt(150)).codePoints().toArray();
            int from = random.nextInt(text.length);
            int length = Math.min(text.length - from, 1 + random.nextInt(18));
            var written = new String(text, from, length);
            var needle = inAnyCase(written, random);
            terms.clear();
            terms.add(Utf8Text.of(new String(text, 0, text.length)));
            var grams = grams(terms);
            assertThat(Grams.of(written, false)).as(written).allMatch(choices -> !disjoint(choices, grams));
            assertThat(Grams.of(needle, true)).as(needle).allMatch(choices -> !disjoint(choices, grams));
            assertThat(Joints.of(needle)).as(needle).allMatch(choices -> !disjoint(choices, joints(terms)));
            assertThat(hasBeginning(grams, Grams.beginnings(written, false)))
                    .as(written)
                    .isTrue();
            assertThat(hasBeginning(grams, Grams.beginnings(needle, true)))
                    .as(needle)
                    .isTrue();
        }
    }

    /** Texts of at most four letters are decided by the grams alone, if those say so. */
    @ParameterizedTest(name = "-Dtrawl.seed={0}")
    @MethodSource("seeds")
    void whereGramsAreExactATextHasThemOnlyIfItContainsTheNeedle(long seed) {
        var random = new Random(seed);
        var terms = new TextTerms();
        int contained = 0;
        int exact = 0;
        int exactFours = 0;
        for (int i = 0; i < 30_000; i++) {
            var text = letters(random, 1 + random.nextInt(12));
            var needle = letters(random, 1 + random.nextInt(4));
            boolean ignoreCase = random.nextBoolean();
            if (Grams.areExact(needle, ignoreCase)) {
                terms.clear();
                terms.add(Utf8Text.of(text));
                var grams = grams(terms);
                boolean contains = ignoreCase
                        ? contains(CaseFolding.fold(text), CaseFolding.fold(needle))
                        : contains(text, needle);
                boolean found = hasBeginning(grams, Grams.beginnings(needle, ignoreCase))
                        && Grams.of(needle, ignoreCase).stream().allMatch(choices -> !disjoint(choices, grams));
                assertThat(found)
                        .as("%s in %s, ignoring case: %s", needle, text, ignoreCase)
                        .isEqualTo(contains);
                contained += contains ? 1 : 0;
                exact++;
                exactFours += needle.codePointCount(0, needle.length()) == 4 ? 1 : 0;
            }
        }
        assertThat(exact).isBetween(10_000, 19_000);
        assertThat(exactFours).isGreaterThan(50);
        assertThat(contained).isGreaterThan(1_000);
    }

    @Test
    void aShortWordBetweenTwoOthersIsInAJointOfThree() {
        var joints = joints("a value that counts, or the value of another one");
        assertThat(Joints.of("value that counts")).hasSize(3).allMatch(choices -> !disjoint(choices, joints));
        assertThat(Joints.of("value of another")).hasSize(3).allMatch(choices -> !disjoint(choices, joints));
        assertThat(Joints.of("value another")).hasSize(1).allMatch(choices -> disjoint(choices, joints));
    }

    @Test
    void twoShortWordsBetweenTwoOthersAreInAJointOfFour() {
        assertThat(Joints.of("value of the parameter"))
                .hasSize(6)
                .allMatch(choices -> !disjoint(choices, joints("a value of the parameter")));
        // Each three of these words stand side by side here, but not all four.
        var apart = joints("the value of the thing, and a use of the parameter of another");
        assertThat(Joints.of("value of the parameter"))
                .filteredOn(choices -> disjoint(choices, apart))
                .hasSize(1);
        assertThat(Joints.of("the of it to for"))
                .as("two, two and three, and twice up to four words; no joint has five")
                .hasSize(1 + 2 + 3 + 3)
                .allMatch(choices -> !disjoint(choices, joints("so the of it to for")));
    }

    @Test
    void wordsOfDifferentLengthsHaveDifferentJoints() {
        var deprecated = joints("it is deprecated since long");
        for (var needle : List.of("deprecated since", "cated since", "ted since", " deprecated since ")) {
            assertThat(Joints.of(needle)).as(needle).isNotEmpty().allMatch(choices -> !disjoint(choices, deprecated));
        }
        var updated = joints("it was updated since long");
        assertThat(Joints.of("deprecated since")).allMatch(choices -> disjoint(choices, updated));
        assertThat(Joints.of(" ted since")).allMatch(choices -> disjoint(choices, updated));
        assertThat(Joints.of("ted since")).allMatch(choices -> !disjoint(choices, updated));
        // Beyond a dozen letters they are not told apart.
        assertThat(Joints.of("undercommunicated since"))
                .allMatch(choices -> !disjoint(choices, joints("it was overcomplicated since")));
    }

    @Test
    void aWordOfThreeLettersHasAnotherJointThanALongerOneThatEndsInThem() {
        assertThat(Joints.of("timeout after"))
                .hasSize(1)
                .allMatch(choices -> !disjoint(choices, joints("a timeout after")))
                .allMatch(choices -> disjoint(choices, joints("timed out after")));
        assertThat(Joints.of("out after"))
                .hasSize(1)
                .allMatch(choices -> !disjoint(choices, joints("a timeout after")))
                .allMatch(choices -> !disjoint(choices, joints("timed out after")));
        assertThat(Joints.of("out of the"))
                .hasSize(3)
                .allMatch(choices -> !disjoint(choices, joints("a timeout of the")));
    }

    @Test
    void aNumberIsFoundByWhatStandsBeforeItAndItsFirstDigits() {
        var joints = joints("see INC-228141, order 4711, 1234567890 and x98765");
        for (var needle : List.of("-228141", "INC-228141", "-22814", " 4711,", " 4711", " 1234567", " 123456")) {
            assertThat(Joints.of(needle)).as(needle).hasSize(1).allMatch(choices -> !disjoint(choices, joints));
        }
        for (var other : List.of("-228142", ":228141", " 4711234", " 4712,")) {
            assertThat(Joints.of(other)).as(other).hasSize(1).allMatch(choices -> disjoint(choices, joints));
        }
        for (var unknown : List.of("228141", " 471", "98765")) {
            assertThat(Joints.of(unknown)).as(unknown).isEmpty();
        }
    }

    static LongStream seeds() {
        Long seed = Long.getLong("trawl.seed");
        return seed == null ? LongStream.range(0, Long.getLong("trawl.seeds", 4)) : LongStream.of(seed);
    }

    private static String letters(Random random, int count) {
        return random.ints(count, 0, LETTERS.size()).mapToObj(LETTERS::get).collect(Collectors.joining());
    }

    /** Half of a character is not contained in a whole one. */
    private static boolean contains(String text, String needle) {
        return indexOfSubList(
                        text.codePoints().boxed().toList(),
                        needle.codePoints().boxed().toList())
                >= 0;
    }

    private static boolean hasBeginning(List<BytesRef> grams, Set<BytesRef> beginnings) {
        return beginnings.isEmpty()
                || grams.stream()
                        .anyMatch(gram ->
                                beginnings.stream().anyMatch(beginning -> StringHelper.startsWith(gram, beginning)));
    }

    private static List<BytesRef> grams(TextTerms terms) {
        var all = new ArrayList<BytesRef>();
        for (int i = 0; i < terms.asciiGrams(); i++) {
            var gram = new BytesRef(Grams.MOST_BYTES);
            Grams.spellAscii(terms.asciiGram(i), gram);
            all.add(gram);
        }
        for (int i = 0; i < terms.otherGrams(); i++) {
            var gram = new BytesRef(Grams.MOST_BYTES);
            terms.otherGram(i, gram);
            all.add(gram);
        }
        return all;
    }

    private static Set<BytesRef> joints(String text) {
        var terms = new TextTerms();
        terms.add(Utf8Text.of(text));
        return joints(terms);
    }

    private static Set<BytesRef> joints(TextTerms terms) {
        var all = new HashSet<BytesRef>();
        for (int i = 0; i < terms.joints(); i++) {
            var joint = new BytesRef(Grams.MOST_BYTES);
            Joints.spell(terms.joint(i), joint);
            all.add(joint);
        }
        return all;
    }

    private static String inAnyCase(String text, Random random) {
        int[] changed = text.codePoints()
                .map(letter -> random.nextBoolean() ? CaseFolding.fold(letter) : letter)
                .toArray();
        return new String(changed, 0, changed.length);
    }
}
