package dev.trawl;

import dev.trawl.trace.PythonJson;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Values as programs log them, and as they should not: every JSON, numbers in all spellings, texts that are no JSON. */
final class HostileJson {
    static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "1.0",
            "1e3",
            "1000",
            "-0.0",
            "-1",
            "0.5",
            "0.50",
            "NaN",
            "Infinity",
            "-Infinity",
            "123456789012345678901234567890",
            "1e400",
            "9007199254740993",
            "5",
            "10E2",
            "1e-7");

    private final Random random;
    private final HostileTexts texts;

    HostileJson(Random random) {
        this.random = random;
        this.texts = new HostileTexts(random);
    }

    /** Any JSON, nested so deep at most. */
    JsonNode value(int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 7)) {
            case 0 -> JsonNodeFactory.instance.booleanNode(random.nextBoolean());
            case 1 -> JsonNodeFactory.instance.nullNode();
            case 2, 3 -> PythonJson.parse(texts.pick(NUMBERS));
            case 4, 5, 6 -> JsonNodeFactory.instance.stringNode(texts.any());
            case 7 -> JsonNodeFactory.instance.arrayNode().add(value(depth - 1)).add(value(depth - 1));
            default -> {
                var object = JsonNodeFactory.instance.objectNode();
                object.set(texts.pick(HostileTraces.KEYS), value(depth - 1));
                object.set(texts.pick(List.of("a", "b", "total_tokens", "0")), value(depth - 1));
                yield object;
            }
        };
    }

    /** The JSON of a value in one of the spellings that programs use, or a text that is no JSON. */
    String attribute() {
        return switch (random.nextInt(8)) {
            case 0 -> texts.any();
            case 1 -> texts.pick(NUMBERS);
            case 2, 3 -> PythonJson.ascii(value(2));
            case 4 -> PythonJson.indented(value(2));
            case 5 -> PythonJson.readable(JsonNodeFactory.instance.stringNode(PythonJson.ascii(value(2))));
            default -> PythonJson.readable(value(3));
        };
    }

    /** Tokens used, as MLflow writes them. */
    ObjectNode usage() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("input_tokens", random.nextInt(4))
                .put("output_tokens", 2.5)
                .put("total_tokens", random.nextInt(9));
    }
}
