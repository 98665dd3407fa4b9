package dev.trawl.trace.redact;

import static java.util.Map.entry;

import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.Provenance;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.Trace;
import dev.trawl.trace.TraceInfo;
import dev.trawl.trace.TraceJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Replaces private values everywhere in a trace: in previews, tags, metadata, assessments, and in the names, messages,
 * attributes and events of spans; also inside JSON that stands in a text. The same value becomes the same pseudonym. What no
 * rule knows stays: names of people, addresses, anything spelled in an unusual way. Thread-safe.
 */
public final class Redaction {
    /** The rules that go by a name. */
    public static final List<String> NAMES = List.of("email", "key", "card", "ip", "all");

    private static final String OWN = "regex:";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** The objects of MLflow's own form, and in each what identifies something or has a form that MLflow reads. */
    private static final Map<String, Set<String>> STRUCTURE = Map.ofEntries(
            entry("", Set.of()),
            entry("/info", Set.of("trace_id", "request_time", "state", "execution_duration_ms")),
            entry("/info/trace_location", Set.of("type")),
            entry("/info/trace_location/mlflow_experiment", Set.of("experiment_id")),
            entry(
                    "/info/assessments",
                    Set.of("assessment_id", "trace_id", "span_id", "create_time", "last_update_time", "overrides")),
            entry("/info/assessments/source", Set.of("source_type")),
            entry("/info/assessments/feedback", Set.of()),
            entry("/info/assessments/expectation", Set.of()),
            entry("/info/assessments/expectation/serialized_value", Set.of("serialization_format")),
            entry("/data", Set.of()),
            entry(
                    "/data/spans",
                    Set.of("trace_id", "span_id", "parent_span_id", "start_time_unix_nano", "end_time_unix_nano")),
            entry("/data/spans/status", Set.of("code")),
            entry("/data/spans/events", Set.of("time_unix_nano")),
            entry("/data/spans/links", Set.of("trace_id", "span_id")));

    /** The object whose texts are JSON. */
    private static final String ENCODED = "/data/spans/attributes";

    /** How an HTTP header begins whose rest is the secret. */
    private static final Pattern SCHEME = Pattern.compile("(?i)((?:bearer|basic|digest|token|apikey)\\s+)(\\S+)");

    private final List<Rule> rules;
    private final boolean keys;
    private final Pseudonyms pseudonyms;

    /** Leaves everything as it is. */
    public static Redaction none() {
        return new Redaction(List.of(), new Pseudonyms(new byte[] {0}));
    }

    Redaction(List<Rule> rules, Pseudonyms pseudonyms) {
        this.rules = List.copyOf(rules);
        this.keys = rules.stream().anyMatch(Rule::isKey);
        this.pseudonyms = pseudonyms;
    }

    /**
     * Reads rules.
     *
     * @param wanted names ({@link #NAMES}), also several with commas between them, and {@code regex:PATTERN}
     * @param key of the pseudonyms; not empty
     * @throws IllegalArgumentException if a rule is none, saying why
     */
    public static Redaction of(List<String> wanted, byte[] key) {
        var rules = new ArrayList<Rule>();
        for (var text : wanted) {
            if (text.startsWith(OWN)) {
                rules.add(ownRule(text.substring(OWN.length())));
            } else {
                for (var name : text.split(",", -1)) {
                    rules.addAll(named(name.strip().toLowerCase(Locale.ROOT)));
                }
            }
        }
        // The end of a password and the host behind it look like an address of e-mail.
        rules.sort(Comparator.comparing(rule -> !rule.equals(Rule.PASSWORD_OF_HOST)));
        return new Redaction(rules.stream().distinct().toList(), new Pseudonyms(key));
    }

    /** A pattern may have commas, so that no other rule stands behind it. */
    private static Rule ownRule(String pattern) {
        var last = pattern.substring(pattern.lastIndexOf(',') + 1);
        if (pattern.indexOf(',') >= 0 && NAMES.contains(last.strip().toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("behind 'regex:' everything is the pattern, '," + last
                    + "' as well; give each of them alone, or write [,] for a comma that is meant");
        }
        return Rule.own(pattern);
    }

    private static List<Rule> named(String name) {
        return switch (name) {
            case "email" -> Rule.EMAIL;
            case "key" -> Rule.KEY;
            case "card" -> Rule.CARD;
            case "ip" -> Rule.IP;
            case "all" ->
                List.of(Rule.EMAIL, Rule.KEY, Rule.CARD, Rule.IP).stream()
                        .flatMap(List::stream)
                        .toList();
            default ->
                throw new IllegalArgumentException(
                        name.startsWith(OWN)
                                ? "'regex:' cannot stand in a list, as its pattern may have commas; give it alone"
                                : "'" + name + "' is no rule; there are " + String.join(", ", NAMES)
                                        + " and regex:PATTERN");
        };
    }

    /** The trace without private values. */
    public Trace apply(Trace trace) {
        return rules.isEmpty() ? trace : TraceJson.read(outer(TraceJson.write(trace), ""));
    }

    /** What is known of a trace without private values. */
    public TraceInfo apply(TraceInfo info) {
        return apply(new Trace(info, List.of())).info();
    }

    /** A text without private values. */
    public String apply(String text) {
        var redacted = text;
        var folded = Clue.folded(text);
        for (var rule : rules) {
            if (rule.clue().in(folded)) {
                redacted = rule.replaced(redacted, pseudonyms);
                folded = Clue.folded(redacted);
            }
        }
        return redacted;
    }

    /** Whether there may be something private in a text, or in JSON that stands there. */
    private boolean suspicious(String text) {
        var folded = Clue.folded(text);
        return rules.stream().anyMatch(rule -> rule.clue().in(folded))
                || (keys && SecretNames.CLUE.in(folded))
                || text.contains("\\u");
    }

    /** The trace without private values, also in the address of its server and the names of prompts. */
    public IndexedTrace apply(IndexedTrace indexed) {
        var provenance = indexed.provenance();
        return new IndexedTrace(
                apply(indexed.trace()),
                new Provenance(
                        provenance.source().map(this::apply),
                        provenance.deletedMs(),
                        provenance.linkedRuns(),
                        provenance.linkedPrompts().stream().map(this::apply).collect(Collectors.toSet())));
    }

    /** MLflow's own structure, in which some values have to stay. */
    private JsonNode outer(JsonNode json, String path) {
        if (json.isArray()) {
            var array = NODES.arrayNode();
            json.forEach(element -> array.add(outer(element, path)));
            return array;
        }
        if (json.isObject() && path.equals(ENCODED)) {
            return attributes(json);
        }
        var kept = STRUCTURE.get(path);
        if (!json.isObject() || kept == null) {
            return inner(json, path.substring(path.lastIndexOf('/') + 1));
        }
        var object = NODES.objectNode();
        json.properties().forEach(property -> {
            var name = property.getKey();
            var value = property.getValue();
            boolean stays = value.isValueNode() && kept.contains(name);
            object.set(name, stays ? value : outer(value, path + "/" + name));
        });
        return object;
    }

    /** Values that are JSON texts. */
    private JsonNode attributes(JsonNode json) {
        var object = NODES.objectNode();
        json.properties()
                .forEach(property -> put(object, property.getKey(), attribute(property.getKey(), property.getValue())));
        return object;
    }

    /** Under the name without private values; two that become the same stay two. */
    private void put(ObjectNode object, String name, JsonNode value) {
        var redacted = apply(name);
        var free = redacted;
        for (int number = 2; object.has(free); number++) {
            free = redacted + " " + number;
        }
        object.set(free, value);
    }

    private JsonNode attribute(String name, JsonNode value) {
        if (!value.isString()) {
            return inner(value, name);
        }
        var written = value.stringValue();
        if (!secret(name) && !suspicious(written)) {
            return value;
        }
        var decoded = PythonJson.parseOrText(written);
        var redacted = inner(decoded, name);
        if (decoded.isString() && decoded.stringValue().equals(written)) {
            return redacted;
        }
        return NODES.stringNode(written(written, decoded, redacted));
    }

    /**
     * A JSON text without private values, also without what rules of the person's own find across several: a name and its value, for
     * instance. Where nothing private was found in what it says, it may have said something else before under the same name.
     */
    private String written(String json, JsonNode decoded, JsonNode withoutPrivate) {
        if (withoutPrivate.equals(decoded)) {
            return apply(json);
        }
        var written = PythonJson.readable(withoutPrivate);
        for (var rule : rules) {
            if (rule.isOwn()) {
                written = rule.replaced(written, pseudonyms);
            }
        }
        return written;
    }

    /** The person's own values, in which everything is looked at. */
    private JsonNode inner(JsonNode json, String name) {
        return switch (json.getNodeType()) {
            case OBJECT -> {
                var object = NODES.objectNode();
                // What is inside of a secret is one.
                json.properties()
                        .forEach(property -> put(
                                object,
                                property.getKey(),
                                inner(property.getValue(), secret(name) ? name : property.getKey())));
                yield object;
            }
            case ARRAY -> {
                var array = NODES.arrayNode();
                json.forEach(element -> array.add(inner(element, name)));
                yield array;
            }
            case STRING -> NODES.stringNode(value(name, json.stringValue()));
            case NUMBER -> number(json, name);
            case BOOLEAN, NULL, MISSING, BINARY, POJO -> json;
        };
    }

    private JsonNode number(JsonNode json, String name) {
        var written = PythonJson.readable(json);
        var redacted = secret(name) ? pseudonyms.of(Rule.KEY_KIND, written) : apply(written);
        return redacted.equals(written) ? json : NODES.stringNode(redacted);
    }

    private String value(String name, String text) {
        if (secret(name) && !text.isEmpty()) {
            return secret(name, text);
        }
        if (!suspicious(text)) {
            return text;
        }
        return decoded(text).map(json -> written(text, json, inner(json, name))).orElseGet(() -> apply(text));
    }

    /** The JSON that stands in a text, if it is an object, a list, or a text again. */
    private static Optional<JsonNode> decoded(String text) {
        var trimmed = text.strip();
        if (!trimmed.startsWith("{") && !trimmed.startsWith("[") && !trimmed.startsWith("\"")) {
            return Optional.empty();
        }
        var decoded = PythonJson.parseOrText(trimmed);
        boolean isJson = decoded.isContainer()
                || (decoded.isString() && !decoded.stringValue().equals(trimmed));
        return isJson ? Optional.of(decoded) : Optional.empty();
    }

    /** All of a text whose name says that it is a secret, but for what says of which kind. */
    private String secret(String name, String text) {
        var decoded = decoded(text).filter(JsonNode::isContainer);
        if (decoded.isPresent()) {
            return PythonJson.readable(inner(decoded.get(), name));
        }
        var scheme = SCHEME.matcher(text);
        return scheme.matches()
                ? scheme.group(1) + pseudonyms.of(Rule.KEY_KIND, scheme.group(2))
                : pseudonyms.of(Rule.KEY_KIND, text);
    }

    private boolean secret(String name) {
        return keys && SecretNames.is(name);
    }
}
