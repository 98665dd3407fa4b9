package dev.trawl.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/** The oracle is Jackson's mapper. */
class JsonTreeTest {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    /** From these the random texts are put together, so that most are JSON and the rest nearly. */
    private static final String[] VALUES = {
        "0",
        "-0",
        "-1",
        "2147483647",
        "2147483648",
        "-9223372036854775808",
        "9223372036854775808",
        "1e400",
        "-0.0",
        "1.5",
        "1E-7",
        "0.1000000000000000055511151231257827",
        "NaN",
        "-Infinity",
        "true",
        "false",
        "null",
        "\"\"",
        "\"a\"",
        "\"\\u00e9\\ud83d\\ude00\\ud800\"",
        "\"é\"",
        "[]",
        "{}",
        "01",
        "tru",
        "\"",
        "",
        ",",
        "]",
        "/* */ 1"
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1 2",
                "{} x",
                "[1,]",
                "{\"a\":1,\"b\":2,\"a\":3}",
                "{\"a\"}",
                "{\"a\":",
                "[",
                "{\"a\":[1,{\"b\":null}]}",
                "\ufeff1",
                "nul",
                "{a:1}",
                "'a'"
            })
    void aTextIsReadAsJacksonsMapperReadsIt(String json) {
        assertThat(read(json)).isEqualTo(oracle(json));
    }

    static Stream<Long> seeds() {
        var given = Long.getLong("trawl.seed");
        return given != null ? Stream.of(given) : IntStream.range(0, 200).mapToObj(seed -> (long) seed);
    }

    @ParameterizedTest(name = "-Dtrawl.seed={0}")
    @MethodSource("seeds")
    void randomTextsAreReadAsJacksonsMapperReadsThem(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            var json = json(random, 4);
            assertThat(read(json)).as(json).isEqualTo(oracle(json));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1, 2.5, 3000000000, 123456789012345678901234567890]"})
    void numbersAreOfTheKindsThatJacksonsMapperMakes(String json) {
        var expected = MAPPER.readTree(json);
        var actual = PythonJson.parse(json);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i)).hasSameClassAs(expected.get(i));
        }
    }

    @Test
    void nestingThatIsTooDeepForTheStackIsAFaultOfTheText() throws InterruptedException {
        var thrown = new AtomicReference<@Nullable Throwable>();
        var littleStack = new Thread(
                null,
                () -> thrown.set(catchThrowable(() -> PythonJson.parse("[".repeat(1_999) + "]".repeat(1_999)))),
                "little stack",
                200_000);
        littleStack.start();
        littleStack.join();

        assertThat(thrown.get()).isInstanceOf(JacksonException.class).hasMessageStartingWith("Nested too deeply");
    }

    private static String json(Random random, int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            // The last few are wrong: seldom, or nothing would be right.
            return VALUES[random.nextInt(random.nextInt(8) == 0 ? VALUES.length : VALUES.length - 7)];
        }
        boolean object = random.nextBoolean();
        var text = new StringBuilder(object ? "{" : "[");
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            text.append(i == 0 ? "" : ", ").append(object ? "\"" + "abc".charAt(random.nextInt(3)) + "\": " : "");
            text.append(json(random, depth - 1));
        }
        return text.append(object ? "}" : "]").toString();
    }

    private static JsonNode oracle(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JacksonException wrong) {
            return StringNode.valueOf("refused");
        }
    }

    private static JsonNode read(String json) {
        JsonNode ofText;
        try {
            ofText = PythonJson.parse(json);
        } catch (JacksonException wrong) {
            ofText = StringNode.valueOf("refused");
        }
        JsonNode ofBytes;
        try {
            ofBytes = PythonJson.parse(json.getBytes(StandardCharsets.UTF_8));
        } catch (JacksonException wrong) {
            ofBytes = StringNode.valueOf("refused");
        }
        // A byte order mark is a thing of bytes.
        if (!json.startsWith("\ufeff")) {
            assertThat(ofBytes).as("bytes of " + json).isEqualTo(ofText);
        }
        return ofText;
    }
}
