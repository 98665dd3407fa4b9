package dev.trawl.source.spans;

import dev.trawl.trace.MlflowKey;
import dev.trawl.trace.PythonJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/**
 * The semantic conventions for spans of language models that MLflow's server knows, and what it makes of them: its own
 * attributes for type, inputs, outputs, tokens, model (mlflow/tracing/otel/translation, 3.17.2). Of its twelve conventions
 * these three are tables; the others are rules for single products. Costs, which need a catalogue of prices, are left out.
 */
final class Conventions {
    private static final List<Conventions> ALL = List.of(
            new Conventions(
                    "openinference.span.kind",
                    Map.of(
                            "TOOL", "TOOL",
                            "CHAIN", "CHAIN",
                            "LLM", "LLM",
                            "RETRIEVER", "RETRIEVER",
                            "EMBEDDING", "EMBEDDING",
                            "AGENT", "AGENT",
                            "RERANKER", "RERANKER",
                            "UNKNOWN", "UNKNOWN",
                            "GUARDRAIL", "GUARDRAIL",
                            "EVALUATOR", "EVALUATOR"),
                    List.of(
                            "llm.token_count.prompt",
                            "llm.token_count.completion",
                            "llm.token_count.total",
                            "llm.token_count.prompt_details.cache_read",
                            "llm.token_count.prompt_details.cache_write"),
                    List.of("input.value"),
                    List.of("output.value"),
                    List.of(
                            "llm.response.model_name",
                            "llm.model_name",
                            "llm.request.model_name",
                            "embedding.model_name"),
                    "llm.provider"),
            new Conventions(
                    "gen_ai.operation.name",
                    Map.of(
                            "chat", "CHAT_MODEL",
                            "create_agent", "AGENT",
                            "embeddings", "EMBEDDING",
                            "execute_tool", "TOOL",
                            "generate_content", "LLM",
                            "invoke_agent", "AGENT",
                            "text_completion", "LLM",
                            "response", "LLM"),
                    List.of(
                            "gen_ai.usage.input_tokens",
                            "gen_ai.usage.output_tokens",
                            "",
                            "gen_ai.usage.cache_read.input_tokens",
                            "gen_ai.usage.cache_write.input_tokens"),
                    List.of("gen_ai.input.messages", "gen_ai.tool.call.arguments"),
                    List.of("gen_ai.output.messages", "gen_ai.tool.call.result"),
                    List.of("gen_ai.response.model", "gen_ai.request.model"),
                    "gen_ai.provider.name"),
            new Conventions(
                    "traceloop.span.kind",
                    Map.of(
                            "workflow", "WORKFLOW",
                            "task", "TASK",
                            "agent", "AGENT",
                            "tool", "TOOL",
                            "unknown", "UNKNOWN"),
                    List.of(
                            "gen_ai.usage.prompt_tokens",
                            "gen_ai.usage.completion_tokens",
                            "llm.usage.total_tokens",
                            "",
                            ""),
                    List.of("traceloop.entity.input"),
                    List.of("traceloop.entity.output"),
                    List.of(),
                    "gen_ai.system"));

    private static final List<String> USAGE = List.of(
            "input_tokens", "output_tokens", "total_tokens", "cache_read_input_tokens", "cache_creation_input_tokens");

    private final String kindKey;
    private final Map<String, String> kinds;
    private final List<String> tokenKeys;
    private final List<String> inputKeys;
    private final List<String> outputKeys;
    private final List<String> modelKeys;
    private final String providerKey;

    private Conventions(
            String kindKey,
            Map<String, String> kinds,
            List<String> tokenKeys,
            List<String> inputKeys,
            List<String> outputKeys,
            List<String> modelKeys,
            String providerKey) {
        this.kindKey = kindKey;
        this.kinds = kinds;
        this.tokenKeys = tokenKeys;
        this.inputKeys = inputKeys;
        this.outputKeys = outputKeys;
        this.modelKeys = modelKeys;
        this.providerKey = providerKey;
    }

    /** A span's attributes with those of MLflow's that follow from them; what MLflow has already stays. */
    static Map<String, String> translated(Map<String, String> attributes) {
        var all = new LinkedHashMap<String, String>();
        attributes.forEach((key, json) -> all.put(key, encodedOnce(json)));
        first(convention -> convention.type(all)).ifPresent(type -> {
            if (!all.containsKey(MlflowKey.SPAN_TYPE)
                    || all.get(MlflowKey.SPAN_TYPE).equals("\"UNKNOWN\"")) {
                all.put(MlflowKey.SPAN_TYPE, text(type));
            }
        });
        putIfAbsent(all, MlflowKey.SPAN_INPUTS, first(convention -> present(all, convention.inputKeys)));
        putIfAbsent(all, MlflowKey.SPAN_OUTPUTS, first(convention -> present(all, convention.outputKeys)));
        putIfAbsent(all, MlflowKey.SPAN_TOKENS, first(convention -> convention.usage(all)));
        putIfAbsent(all, MlflowKey.SPAN_TOOLS, present(all, List.of("gen_ai.tool.definitions")));
        putIfAbsent(
                all,
                MlflowKey.SPAN_MODEL,
                first(convention -> present(all, convention.modelKeys))
                        .or(() -> modelOf(all, MlflowKey.SPAN_INPUTS))
                        .or(() -> modelOf(all, MlflowKey.SPAN_OUTPUTS)));
        putIfAbsent(all, MlflowKey.SPAN_PROVIDER, first(convention -> present(all, List.of(convention.providerKey))));
        return all;
    }

    /** A text that is itself the JSON of a text, list or object was encoded twice ({@code sanitize_attributes}). */
    private static String encodedOnce(String json) {
        var value = PythonJson.parseOrText(json);
        if (!value.isString()) {
            return json;
        }
        var inner = PythonJson.parseOrText(value.stringValue());
        boolean twice = inner.isContainer() || (inner.isString() && !inner.equals(value));
        return twice ? value.stringValue() : json;
    }

    private static Optional<String> first(Function<Conventions, Optional<String>> question) {
        for (var convention : ALL) {
            var answer = question.apply(convention);
            if (answer.isPresent()) {
                return answer;
            }
        }
        return Optional.empty();
    }

    private Optional<String> type(Map<String, String> attributes) {
        return Optional.ofNullable(attributes.get(kindKey))
                .map(json -> PythonJson.parseOrText(json).asString(""))
                .map(kinds::get);
    }

    /** The first of the attributes that is neither missing nor empty, zero, false or null. */
    private static Optional<String> present(Map<String, String> attributes, List<String> keys) {
        return keys.stream()
                .map(key -> Optional.ofNullable(attributes.get(key)))
                .flatMap(Optional::stream)
                .filter(json -> !isEmpty(PythonJson.parseOrText(json)))
                .findFirst();
    }

    private static boolean isEmpty(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> value.stringValue().isEmpty();
            case ARRAY, OBJECT -> value.isEmpty();
            case NUMBER -> value.doubleValue() == 0;
            case BOOLEAN -> !value.booleanValue();
            case NULL, MISSING -> true;
            case BINARY, POJO -> false;
        };
    }

    private Optional<String> usage(Map<String, String> attributes) {
        var counts = tokenKeys.stream().map(key -> count(attributes, key)).toList();
        var input = counts.get(0);
        var output = counts.get(1);
        var total = counts.get(2);
        if (input.isEmpty() && output.isEmpty() && total.isEmpty()) {
            return Optional.empty();
        }
        if (total.isEmpty() && input.isPresent() && output.isPresent()) {
            total = OptionalLong.of(input.getAsLong() + output.getAsLong());
        }
        var usage = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < USAGE.size(); i++) {
            var name = USAGE.get(i);
            (i == 2 ? total : counts.get(i)).ifPresent(count -> usage.put(name, count));
        }
        return Optional.of(PythonJson.readable(usage));
    }

    private static OptionalLong count(Map<String, String> attributes, String key) {
        var value = PythonJson.parseOrText(attributes.getOrDefault(key, "null"));
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return OptionalLong.of(value.longValue());
        }
        try {
            return value.isString() ? OptionalLong.of(Long.parseLong(value.stringValue())) : OptionalLong.empty();
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static Optional<String> modelOf(Map<String, String> attributes, String key) {
        var model = PythonJson.parseOrText(attributes.getOrDefault(key, "null")).path("model");
        return model.isString() && !model.stringValue().isEmpty()
                ? Optional.of(text(model.stringValue()))
                : Optional.empty();
    }

    private static void putIfAbsent(Map<String, String> attributes, String key, Optional<String> json) {
        json.ifPresent(value -> attributes.putIfAbsent(key, value));
    }

    private static String text(String value) {
        return PythonJson.readable(StringNode.valueOf(value));
    }
}
