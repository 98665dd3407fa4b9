package dev.trawl.query.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.trawl.query.bind.Binder;
import dev.trawl.query.bind.Condition;
import dev.trawl.query.bind.SpanCondition;
import dev.trawl.query.bind.ValueTest;
import dev.trawl.trace.Span;
import dev.trawl.trace.SpanParts;
import dev.trawl.trace.Utf8Text;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextsOfAllSpansTest {
    private static final List<String> LETTERS =
            List.of("a", "b", "B", "k", "\u212A", "s", "\u017F", "ß", "ẞ", "é", "É", " ", "日", "\uD83D", "\n");

    private record Texts(Utf8Text readable, Utf8Text stored) implements SpanParts {
        @Override
        public Span span() {
            throw new IllegalStateException("only the text is asked for");
        }
    }

    @ParameterizedTest(name = "-Dtrawl.seed={0}")
    @MethodSource("seeds")
    void whatIsFoundInAllTextsAtOnceIsFoundInThatOfSomeSpan(long seed) {
        var random = new Random(seed);
        int found = 0;
        for (int i = 0; i < 400; i++) {
            var texts = IntStream.range(0, 2 * (1 + random.nextInt(3)))
                    .mapToObj(j -> text(random, 12))
                    .toList();
            var test = test(random);
            var each = ContentMatcher.of(test);
            boolean some = IntStream.range(0, texts.size() / 2)
                    .mapToObj(span -> new Texts(Utf8Text.of(texts.get(2 * span)), Utf8Text.of(texts.get(2 * span + 1))))
                    .anyMatch(each);
            assertThat(ContentMatcher.ofSomeSpan(test).orElseThrow().test(inOnePiece(texts, random)))
                    .as("%s in %s", test, texts)
                    .isEqualTo(some);
            found += some ? 1 : 0;
        }
        assertThat(found).isBetween(100, 350);
    }

    static LongStream seeds() {
        Long seed = Long.getLong("trawl.seed");
        return seed == null ? LongStream.range(0, Long.getLong("trawl.seeds", 10)) : LongStream.of(seed);
    }

    private static ValueTest test(Random random) {
        var needle = text(random, 1 + random.nextInt(3));
        var filter = "trace.text "
                + switch (random.nextInt(4)) {
                    case 0 -> "RLIKE '" + Pattern.quote(needle) + "'";
                    case 1 -> "RLIKE '(?i)" + Pattern.quote(needle) + "$'";
                    case 2 -> "LIKE '%" + needle + "%'";
                    default -> "ILIKE '%" + needle + "%'";
                };
        return ((SpanCondition.HasValue)
                        ((Condition.SomeSpan) Binder.bind(filter, true, Clock.systemUTC())).condition())
                .test();
    }

    private static String text(Random random, int length) {
        return IntStream.range(0, length)
                .mapToObj(i -> LETTERS.get(random.nextInt(LETTERS.size())))
                .collect(Collectors.joining());
    }

    /** As a stored trace has them: something else before, a byte that is no text's behind each, maybe more behind. */
    private static Utf8Text inOnePiece(List<String> texts, Random random) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(Utf8Text.of(text(random, 9)).bytes());
        int from = bytes.size();
        for (var text : texts) {
            bytes.writeBytes(Utf8Text.of(text).bytes());
            bytes.write(0xFF);
        }
        int to = bytes.size() - 1;
        bytes.writeBytes(Utf8Text.of(text(random, 9)).bytes());
        return Utf8Text.of(bytes.toByteArray()).slice(from, to);
    }
}
