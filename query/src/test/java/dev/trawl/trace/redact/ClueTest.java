package dev.trawl.trace.redact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.trace.PythonJson;
import dev.trawl.trace.Trace;
import dev.trawl.trace.TraceJson;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.JsonNodeFactory;

class ClueTest {
    private static final Pseudonyms PSEUDONYMS = new Pseudonyms(new byte[] {1});
    private static final List<Rule> RULES = Stream.of(Rule.EMAIL, Rule.KEY, Rule.CARD, Rule.IP)
            .flatMap(List::stream)
            .toList();

    private static final String HOSTILE = "\u017f\u212a\u0130Σ\ud800:.@ -_/\\\"\n4";

    /** What some rule finds, each of them once at least. */
    private static final List<String> PRIVATE = List.of(
            "ann@mail.example",
            "-----BEGIN PRIVATE KEY-----x-----END PRIVATE KEY-----",
            "Bearer abcdefgh12345678",
            "baſic YWxhZGRpbjpvcGVu1",
            "fmk_live_9c41d0b7",
            "sk-0123456789abcdef",
            "ghs_0123456789abcdef0123",
            "glpat-0123456789abcdef0123",
            "pypi-AgEIcHlwaS5vcmcCJDAw",
            "dapi0123456789abcdef0123",
            "xoxb-0123456789",
            "AKIAIOSFODNN7EXAMPLE",
            "AIza0123456789abcdef0123456789abcdef",
            "ya29.0123456789abcdef0123",
            "SG.0123456789abcdef.0123456789abcdef",
            "eyJhbGciOiJI.eyJzdWIiOiIx.c2ln",
            "db://ann:hunter2@host",
            "paſſword=hunter22",
            "api_\u212aey: abcdefgh",
            "ACCOUNT-KEY=abcdefgh",
            "refreſh_toKen='a b'",
            "{\\\"ID-token\\\": \\\"x",
            "{\"secret\": \"a, b\"}",
            "{\"Authorization\": \"Token abcd",
            "authorization: dXNlcjpw",
            "4111 1111-1111 1111",
            "4111.1111.1111.1111",
            "192.168.0.1",
            "1:2:3:4:5:6:7:8",
            "fe80::1",
            "::1");

    @ParameterizedTest(name = "-Dtrawl.seed={0}")
    @MethodSource("seeds")
    void aRuleFindsTheSameWithItsClueAsWithout(long seed) {
        var random = new Random(seed);
        var trace = trace(random);

        var redacted = new Redaction(RULES, PSEUDONYMS).apply(trace);

        assertThat(redacted).isEqualTo(new Redaction(suspectingEverything(), PSEUDONYMS).apply(trace));
    }

    @ParameterizedTest
    @MethodSource("found")
    void whatARuleFindsHoldsItsClue(String text) {
        assertThat(RULES).as(text).anySatisfy(rule -> {
            assertThat(rule.replaced(text, PSEUDONYMS)).isNotEqualTo(text);
            assertThat(rule.clue().in(Clue.folded(text))).isTrue();
        });
    }

    private static Stream<String> found() {
        return PRIVATE.stream();
    }

    private static LongStream seeds() {
        Long seed = Long.getLong("trawl.seed");
        return seed == null ? LongStream.range(0, 200) : LongStream.of(seed);
    }

    private static List<Rule> suspectingEverything() {
        return RULES.stream()
                .map(rule -> new Rule(rule.kind(), text -> true, rule.pattern(), rule.parts(), rule.spelling()))
                .toList();
    }

    /** Texts in texts in JSON, escaped in more ways than needed. */
    private static Trace trace(Random random) {
        var attributes = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < 6; i++) {
            var names = List.of("n" + i, "pwd", "x-api-key", text(random));
            var name = names.get(random.nextInt(names.size()));
            attributes.put(name, nested(random, random.nextInt(4)));
        }
        var json = JsonNodeFactory.instance.objectNode();
        var info = json.putObject("info");
        info.put("trace_id", "tr-1").put("request_time", "2026-03-01T00:00:00Z").put("state", "OK");
        info.put("request_preview", nested(random, random.nextInt(2)));
        info.set("tags", attributes);
        return TraceJson.read(json);
    }

    private static String nested(Random random, int depth) {
        if (depth == 0) {
            return text(random);
        }
        var json = JsonNodeFactory.instance.objectNode();
        json.put(text(random), nested(random, depth - 1));
        json.put(random.nextBoolean() ? "password" : "other", random.nextLong());
        json.putArray("list").add(nested(random, depth - 1)).add(4111111111111111L);
        var written = PythonJson.readable(json);
        return random.nextInt(4) > 0 ? written : escaped(written, random);
    }

    /** The same JSON with some characters of its texts as {@code \} and {@code u0040} and the like. */
    private static String escaped(String json, Random random) {
        return json.chars()
                .mapToObj(c -> "@._".indexOf(c) >= 0 && random.nextBoolean()
                        ? "\\u%04x".formatted(c)
                        : String.valueOf((char) c))
                .collect(Collectors.joining());
    }

    /** Private values, whole, cut, in other letters, between characters of which they are made. */
    private static String text(Random random) {
        return Stream.generate(() -> piece(random)).limit(random.nextInt(5)).collect(Collectors.joining());
    }

    private static String piece(Random random) {
        var value = PRIVATE.get(random.nextInt(PRIVATE.size()));
        return switch (random.nextInt(8)) {
            case 0 -> value.substring(random.nextInt(value.length()));
            case 1 -> value.substring(0, random.nextInt(value.length()));
            case 2 -> value.toUpperCase(Locale.ROOT);
            case 3 -> String.valueOf(HOSTILE.charAt(random.nextInt(HOSTILE.length())));
            case 4, 5 -> " ";
            default -> value;
        };
    }
}
