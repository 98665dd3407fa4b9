package dev.trawl.query.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.trace.Utf8Text;
import dev.trawl.trace.Wtf8;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;

class CommonPhrasesTest {
    private static final List<String> RUNS =
            List.of("has", "been", "failing", "a", "Zürich", "数", "INC", "x9", "7", "42", "٣", "\uD83D", "");

    private static final List<String> GAPS = List.of(" ", " ", " ", "-", ", ", "", "\"", "\n", "    ", "😀", "_");

    @Test
    void aPhraseThatMostTracesHaveIsLearnedAsLongAsItGoes() {
        var common = PhraseLearning.of(IntStream.range(0, 100)
                .mapToObj(i ->
                        List.of(text("ticket INC-" + (100_000 + i) + " has been failing since " + "x".repeat(1 + i))))
                .toList());
        assertThat(phrases(common, "The ticket INC-123456 has been failing since Monday"))
                .containsExactlyInAnyOrder(
                        "ticket INC-000000 has been",
                        "INC-000000 has been failing",
                        "has been failing since",
                        "been failing since",
                        "failing since");
        assertThat(phrases(common, "INC-12345 has been")).containsExactly("has been");
        assertThat(phrases(common, "has been fail")).containsExactly("has been");
    }

    @Test
    void aPhraseStandsWhereWordsBeginAndEnd() {
        var text = text("has been failing");
        var common = PhraseLearning.of(List.of(List.of(text), List.of(text)));
        assertThat(phrases(common, "it has been failing, been failing"))
                .containsExactlyInAnyOrder("has been failing", "been failing");
        assertThat(phrases(common, "it_has been failing_")).isEmpty();
        assertThat(phrases(common, "has been failing7")).containsExactly("has been");
    }

    @Test
    void aPhraseOfOneTraceInAHundredIsNoCommonOne() {
        var traces = new ArrayList<List<Utf8Text>>();
        for (int i = 0; i < 100; i++) {
            traces.add(List.of(text(i < 3 ? "rare one, rare one" : "nothing")));
        }
        assertThat(PhraseLearning.of(traces).size()).isZero();
        traces.set(3, List.of(text("rare one")));
        assertThat(phrases(PhraseLearning.of(traces), "a rare one")).containsExactly("rare one");
    }

    @Test
    void nothingIsLearnedAcrossQuotesOrLinesOrBehindDigits() {
        var text = text("one \"two three\nfour\\five    six4 seven");
        assertThat(phrases(PhraseLearning.of(List.of(List.of(text), List.of(text))), text.toString()))
                .containsExactly("two three");
    }

    /** Whatever is said to stand in a text stands there, and the longest phrase at each place is found. */
    @Test
    void aTextHasThePhrasesThatAreFoundInIt() {
        var random = new Random(1);
        int found = 0;
        for (int i = 0; i < 300; i++) {
            var traces = IntStream.range(0, 10)
                    .mapToObj(each -> List.of(text(random(random))))
                    .toList();
            var common = PhraseLearning.of(traces);
            var text = random(random);
            var phrases = phrases(common, text);
            assertThat(phrases).allMatch(phrase -> standsBetweenWords(asInPhrases(text), phrase));
            var all = IntStream.range(0, common.size())
                    .mapToObj(each -> spelled(common.term(each)))
                    .toList();
            for (var phrase : all) {
                if (standsBetweenOthers(asInPhrases(text), phrase)) {
                    assertThat(phrases).as("%s in %s", phrase, text).anyMatch(each -> each.startsWith(phrase));
                    found++;
                }
            }
        }
        assertThat(found).isGreaterThan(300);
    }

    /** Whether it stands somewhere and cuts no word. */
    private static boolean standsBetweenWords(String text, String phrase) {
        return Pattern.compile("(?<![A-Za-z0-9_])" + Pattern.quote(phrase) + "(?![A-Za-z0-9_])")
                .matcher(text)
                .find();
    }

    /** Whether it stands somewhere as a whole. */
    private static boolean standsBetweenOthers(String text, String phrase) {
        return (" " + text + " ").contains(" " + phrase + " ");
    }

    private static String random(Random random) {
        var text = new StringBuilder();
        for (int i = 0; i < 120; i++) {
            text.append(RUNS.get(random.nextInt(RUNS.size()))).append(GAPS.get(random.nextInt(GAPS.size())));
        }
        return text.toString();
    }

    private static String asInPhrases(String text) {
        return text.replaceAll("[0-9]", "0");
    }

    private static Utf8Text text(String text) {
        return Utf8Text.of(text);
    }

    private static List<String> phrases(CommonPhrases common, String text) {
        var terms = new TextTerms();
        terms.clear(common);
        terms.add(text(text));
        return IntStream.range(0, terms.phrases())
                .mapToObj(i -> spelled(common.term(terms.phrase(i))))
                .toList();
    }

    private static String spelled(BytesRef term) {
        return Wtf8.decode(term.bytes, term.offset, term.offset + term.length);
    }
}
