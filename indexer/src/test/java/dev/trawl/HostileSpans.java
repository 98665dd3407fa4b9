package dev.trawl;

import dev.trawl.trace.PythonJson;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The spans of {@link HostileTraces}: few names and keys, so that filters find some, and anything for values. */
final class HostileSpans {
    static final List<String> ATTRIBUTES = List.of(
            "mlflow.spanInputs",
            "mlflow.spanOutputs",
            "llm",
            "llm.model_name",
            "model",
            "llm.temperature",
            "a.b",
            "a",
            "a.b.c",
            "n",
            "it's",
            "mlflow.chat.tokenUsage",
            "mlflow.llm.cost",
            "k\u0000x",
            "attributes.x",
            "日本",
            "0");

    private static final List<String> SPAN_NAMES =
            List.of("chat", "Chat", "chat ", "tool_call", "tool%call", "agent", "", "it's", "отвéт", "a\u0000b", "LLM");

    private static final List<String> TYPES =
            List.of("LLM", "TOOL", "AGENT", "CHAIN", "llm", "", "UNKNOWN", "T\u0000L");

    private final Random random;
    private final HostileTexts texts;
    private final HostileJson json;

    HostileSpans(Random random) {
        this.random = random;
        this.texts = new HostileTexts(random);
        this.json = new HostileJson(random);
    }

    ArrayNode spans() {
        var spans = JsonNodeFactory.instance.arrayNode();
        int number = random.nextInt(6);
        for (int i = 0; i < number; i++) {
            spans.add(span(i));
        }
        return spans;
    }

    private ObjectNode span(int position) {
        var span = object().put("trace_id", "9dc200e7b3cddcb04ef7ff049abc6580").put("span_id", spanId(position));
        if (position > 0 && random.nextInt(5) > 0) {
            span.put("parent_span_id", spanId(random.nextInt(position + 1)));
        }
        span.put("name", random.nextInt(6) == 0 ? texts.any() : texts.pick(SPAN_NAMES));
        long start = HostileTraces.START_MS * 1_000_000 + random.nextInt(1000) * 1_234_567L;
        span.put("start_time_unix_nano", start);
        if (random.nextInt(6) > 0) {
            span.put(
                    "end_time_unix_nano", start + texts.pick(List.of(0L, 1L, 1_000_000L, 1_500_000L, 60_000_000_000L)));
        }
        var status = span.putObject("status");
        status.put("code", "STATUS_CODE_" + texts.pick(List.of("OK", "OK", "ERROR", "UNSET")));
        status.put("message", random.nextInt(4) == 0 ? texts.any() : "");
        span.set("attributes", attributes());
        span.set("events", events());
        return span;
    }

    private static String spanId(int position) {
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(8).putLong(position + 1000L).array());
    }

    private ObjectNode attributes() {
        var attributes = object();
        if (random.nextInt(6) > 0) {
            attributes.put("mlflow.spanType", '"' + texts.pick(TYPES) + '"');
        }
        for (int i = random.nextInt(6); i > 0; i--) {
            attributes.put(texts.pick(ATTRIBUTES), json.attribute());
        }
        if (random.nextInt(4) == 0) {
            attributes.put("mlflow.chat.tokenUsage", PythonJson.readable(json.usage()));
        }
        return attributes;
    }

    private ArrayNode events() {
        var events = JsonNodeFactory.instance.arrayNode();
        for (int i = Math.max(0, random.nextInt(5) - 3); i > 0; i--) {
            var event = object().put("name", texts.pick(List.of("exception", "", "log")))
                    .put("time_unix_nano", 5);
            var attributes = event.putObject("attributes");
            attributes.put("exception.message", texts.any());
            attributes.set(texts.pick(HostileTraces.KEYS), json.value(1));
            events.add(event);
        }
        return events;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
