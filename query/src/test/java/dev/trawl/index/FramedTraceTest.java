package dev.trawl.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.query.text.TextTerms;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.IndexedTraceJson;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.SpanParts;
import dev.trawl.trace.TraceJson;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class FramedTraceTest {
    private static final String[] PIECES = {
        "\"", "\\", "\n", "\u0001", "order", "Straße", "日本語", "😀", " ", ", ", "12", "x", "=>", "\u212A", "refund",
        "\uD83D"
    };

    /** Of the pieces, those that a JSON text cannot hold as they are come first. */
    private static final int ESCAPED_PIECES = 4;

    private static final String[] WORDS = {
        "a", "of", "the", "with", "value", "12", "id4", "parameter", "abcdefghijk", "abcdefghijkl", "notwithstanding"
    };

    private static final String[] GAPS = {" ", " ", " - ", ", ", "\"", "\n", "\\"};
    private static final String[] ENDS = {"", " ", "\n", "\t", "x\n", "\u0001", "foo", "foo bar\n", "\"", "\n\n"};

    @ParameterizedTest(name = "-Dtrawl.seed={0}")
    @MethodSource("seeds")
    void hasAllTermsOfItsTexts(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            var trace = trace(random);
            var frame = TraceFrame.of(trace);
            var all = new TextTerms();
            frame.texts().forEach(all::add);
            var collected = new TextTerms();
            new FramedTrace(trace).collect(collected);

            assertThat(grams(collected)).containsAll(grams(all));
            assertThat(joints(collected)).containsAll(joints(all));
            assertThat(words(collected)).containsAll(words(all));
            assertThat(collected.hasLongWords()).isEqualTo(all.hasLongWords());
            var texts = frame.texts().stream().map(Object::toString).collect(Collectors.joining("\n"));
            assertThat(words(collected)).allMatch(word -> texts.contains(word.utf8ToString()));
        }
    }

    @ParameterizedTest(name = "-Dtrawl.seed={0}")
    @MethodSource("seeds")
    void itsTextsAreWhatTheSpansSayAndTheirJson(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            var trace = trace(random);
            var texts = TraceFrame.of(trace).texts();
            for (int span = 0; span < trace.trace().spans().size(); span++) {
                var written = trace.trace().spans().get(span);
                assertThat(texts.get(2 * span)).isEqualTo(SpanParts.of(written).readable());
                assertThat(texts.get(2 * span + 1).toString()).isEqualTo(PythonJson.readable(TraceJson.span(written)));
            }
        }
    }

    static LongStream seeds() {
        Long seed = Long.getLong("trawl.seed");
        return seed == null ? LongStream.range(0, Long.getLong("trawl.seeds", 4)) : LongStream.of(seed);
    }

    /** A trace whose attributes are long enough for their runs to be passed over the second time. */
    private static IndexedTrace trace(Random random) {
        var json = JsonNodeFactory.instance.objectNode();
        json.putObject("info").put("trace_id", "tr-1").put("request_time", "2026-01-01T00:00:00Z");
        var spans = json.putObject("data").putArray("spans");
        for (int i = 0; i < 2; i++) {
            var span = spans.addObject().put("trace_id", "AAAA").put("span_id", "BBBB");
            span.put("name", text(random, 3)).put("start_time_unix_nano", 1);
            attributes(random, span.putObject("attributes"));
        }
        return IndexedTraceJson.read(json);
    }

    private static void attributes(Random random, ObjectNode attributes) {
        var structure = JsonNodeFactory.instance.objectNode();
        structure.put("content", text(random, 400)).put("role", "user").put(text(random, 5), 1.5);
        attributes.put("mlflow.spanInputs", PythonJson.readable(structure));
        attributes.put("mlflow.spanOutputs", PythonJson.readable(structure.stringNode(text(random, 400))));
        attributes.put("raw", text(random, 200));
        // Joints of four words, as wide as they are, that begin in front of a run and end behind it.
        attributes.put(
                "joined",
                "%s\"- that - with - beginning a run that is long enough, and ending - with - that -\"%s"
                        .formatted(text(random, 2), text(random, 2)));
        attributes.put("sentences", sentences(random));
        attributes.put("letters", "\"" + "letters".repeat(random.nextInt(60)) + "\"");
        attributes.put("spaced", "{\"a\":   \"" + "plain words stand here ".repeat(random.nextInt(20)) + "\"}");
    }

    /** JSON in which sentences stand again, behind other letters: those of an escape are letters, too. */
    private static String sentences(Random random) {
        var sentence = random.ints(4 + random.nextInt(20), 0, WORDS.length)
                .mapToObj(word -> WORDS[word] + GAPS[random.nextInt(GAPS.length)])
                .collect(Collectors.joining());
        var json = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < 4; i++) {
            int cut = random.nextInt(sentence.length() / 2);
            json.add(ENDS[random.nextInt(ENDS.length)]
                    + sentence.substring(random.nextBoolean() ? 0 : cut, sentence.length() - random.nextInt(2) * cut)
                    + ENDS[random.nextInt(ENDS.length)]);
        }
        return PythonJson.readable(json);
    }

    /** With many escapes, few or none. */
    private static String text(Random random, int pieces) {
        int rarely = 1 + random.nextInt(100);
        return random.ints(random.nextInt(pieces), 0, PIECES.length)
                .map(piece -> piece < ESCAPED_PIECES && random.nextInt(rarely) > 0 ? ESCAPED_PIECES : piece)
                .mapToObj(piece -> PIECES[piece])
                .collect(Collectors.joining());
    }

    private static Set<BytesRef> grams(TextTerms terms) {
        var all = new TreeSet<BytesRef>();
        for (int i = 0; i < terms.asciiGrams(); i++) {
            all.add(new BytesRef(Integer.toString(terms.asciiGram(i))));
        }
        for (int i = 0; i < terms.otherGrams(); i++) {
            var gram = new BytesRef(12);
            terms.otherGram(i, gram);
            all.add(gram);
        }
        return all;
    }

    private static Set<Integer> joints(TextTerms terms) {
        var all = new TreeSet<Integer>();
        for (int i = 0; i < terms.joints(); i++) {
            all.add(terms.joint(i));
        }
        return all;
    }

    private static Set<BytesRef> words(TextTerms terms) {
        var all = new TreeSet<BytesRef>();
        for (int i = 0; i < terms.words(); i++) {
            all.add(BytesRef.deepCopyOf(terms.word(i)));
        }
        return all;
    }
}
