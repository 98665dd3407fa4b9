package dev.trawl.query.text;

import static java.util.Collections.disjoint;
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
            "a", "A", "b", " ", "=", "Σ", "ς", "ẞ", "\u212A", "\n", "\u0000", "日", "😀", "𐐀", "\uD83D", "\uFFFF", "1",
            "2", "٣");

    @ParameterizedTest(name = "-Dtrawl.seed={0}")
    @MethodSource("seeds")
    void whateverATextContainsHasItsGramsAndJointsAmongTheTexts(long seed) {
        var random = new Random(seed);
        var terms = new TextTerms();
        for (int i = 0; i < 1_000; i++) {
            int[] text = random.ints(1 + random.nextInt(150), 0, LETTERS.size())
                    .mapToObj(LETTERS::get)
                    .collect(Collectors.joining())
                    .codePoints()
                    .toArray();
            int from = random.nextInt(text.length);
            int length = Math.min(text.length - from, 1 + random.nextInt(18));
            var needle = inAnyCase(new String(text, from, length), random);
            terms.clear();
            terms.add(Utf8Text.of(new String(text, 0, text.length)));
            var grams = grams(terms);
            assertThat(grams).as(needle).containsAll(Grams.of(needle));
            assertThat(Joints.of(needle)).as(needle).allMatch(choices -> !disjoint(choices, joints(terms)));
            if (length < 3) {
                assertThat(grams).as(needle).anyMatch(gram -> StringHelper.startsWith(gram, Grams.prefix(needle)));
            }
        }
    }

    @Test
    void aShortWordBetweenTwoOthersIsInAJointOfThree() {
        var joints = joints("a value that counts, or the value of another one");
        assertThat(Joints.of("value that counts")).hasSize(3).allMatch(choices -> !disjoint(choices, joints));
        assertThat(Joints.of("value of another")).hasSize(3).allMatch(choices -> !disjoint(choices, joints));
        assertThat(Joints.of("value another")).hasSize(1).allMatch(choices -> disjoint(choices, joints));
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
        for (var needle : List.of("-228141", "INC-228141", " 4711,", " 1234567", " 123456")) {
            assertThat(Joints.of(needle)).as(needle).hasSize(1).allMatch(choices -> !disjoint(choices, joints));
        }
        for (var other : List.of("-228142", ":228141", " 4711234", " 4712,")) {
            assertThat(Joints.of(other)).as(other).hasSize(1).allMatch(choices -> disjoint(choices, joints));
        }
        for (var maybeLonger : List.of("228141", "-22814", " 471", " 4711", "98765")) {
            assertThat(Joints.of(maybeLonger)).as(maybeLonger).isEmpty();
        }
    }

    static LongStream seeds() {
        Long seed = Long.getLong("trawl.seed");
        return seed == null ? LongStream.range(0, Long.getLong("trawl.seeds", 4)) : LongStream.of(seed);
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
