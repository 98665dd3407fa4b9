package dev.trawl.trace.redact;

import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.Provenance;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.Trace;
import dev.trawl.trace.TraceInfo;
import dev.trawl.trace.TraceJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

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

    /** Names of properties whose value is a secret, whatever it looks like. */
    private static final Pattern SECRET_NAME = Pattern.compile(
            "(?i).*(api[_-]?key|access[_-]?key|private[_-]?key|secret|password|passwd|auth[_-]?token|access[_-]?token|authorization)");

    /** What identifies a trace and its parts, or has a form that MLflow reads. */
    private static final Set<String> KEPT = Set.of(
            "trace_id",
            "span_id",
            "parent_span_id",
            "assessment_id",
            "experiment_id",
            "request_time",
            "state",
            "type",
            "code",
            "create_time",
            "last_update_time");

    private final List<Rule> rules;
    private final Pseudonyms pseudonyms;

    /** Leaves everything as it is. */
    public static Redaction none() {
        return new Redaction(List.of(), new Pseudonyms(new byte[] {0}));
    }

    private Redaction(List<Rule> rules, Pseudonyms pseudonyms) {
        this.rules = List.copyOf(rules);
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
                rules.add(Rule.own(text.substring(OWN.length())));
            } else {
                for (var name : text.split(",", -1)) {
                    rules.addAll(named(name.strip().toLowerCase(Locale.ROOT)));
                }
            }
        }
        return new Redaction(rules, new Pseudonyms(key));
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
                        "'" + name + "' is no rule; there are " + String.join(", ", NAMES) + " and regex:PATTERN");
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
        for (var rule : rules) {
            redacted = rule.replaced(redacted, pseudonyms);
        }
        return redacted;
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

    /** MLflow's own structure, in which some texts have to stay. */
    private JsonNode outer(JsonNode json, String name) {
        if (name.equals("attributes") || name.equals("tags") || name.equals("trace_metadata")) {
            return attributes(json);
        }
        if (json.isObject()) {
            var object = NODES.objectNode();
            json.properties()
                    .forEach(property -> object.set(property.getKey(), outer(property.getValue(), property.getKey())));
            return object;
        }
        if (json.isArray()) {
            var array = NODES.arrayNode();
            json.forEach(element -> array.add(outer(element, name)));
            return array;
        }
        return KEPT.contains(name) ? json : inner(json, name);
    }

    /** Values that are mostly JSON texts. */
    private JsonNode attributes(JsonNode json) {
        var object = NODES.objectNode();
        json.properties()
                .forEach(property ->
                        object.set(apply(property.getKey()), attribute(property.getKey(), property.getValue())));
        return object;
    }

    private JsonNode attribute(String name, JsonNode value) {
        if (!value.isString()) {
            return inner(value, name);
        }
        var written = value.stringValue();
        var decoded = PythonJson.parseOrText(written);
        var redacted = inner(decoded, name);
        if (redacted.equals(decoded)) {
            return value;
        }
        boolean wasJson = !(decoded.isString() && decoded.stringValue().equals(written));
        return wasJson ? NODES.stringNode(PythonJson.readable(redacted)) : redacted;
    }

    /** The person's own values, in which everything is looked at. */
    private JsonNode inner(JsonNode json, String name) {
        return switch (json.getNodeType()) {
            case OBJECT -> {
                var object = NODES.objectNode();
                json.properties()
                        .forEach(property ->
                                object.set(apply(property.getKey()), inner(property.getValue(), property.getKey())));
                yield object;
            }
            case ARRAY -> {
                var array = NODES.arrayNode();
                json.forEach(element -> array.add(inner(element, name)));
                yield array;
            }
            case STRING -> NODES.stringNode(value(name, json.stringValue()));
            case NUMBER -> number(json);
            case BOOLEAN, NULL, MISSING, BINARY, POJO -> json;
        };
    }

    private JsonNode number(JsonNode json) {
        if (!json.isIntegralNumber()) {
            return json;
        }
        var digits = json.bigIntegerValue().toString();
        var redacted = apply(digits);
        return redacted.equals(digits) ? json : NODES.stringNode(redacted);
    }

    private String value(String name, String text) {
        if (rules.contains(Rule.KEY.getFirst())
                && !text.isEmpty()
                && SECRET_NAME.matcher(name).matches()) {
            var redacted = apply(text);
            return redacted.equals(text) ? pseudonyms.of(Rule.KEY_KIND, text) : redacted;
        }
        var trimmed = text.strip();
        if (trimmed.startsWith("{") || trimmed.startsWith("[")) {
            var decoded = PythonJson.parseOrText(trimmed);
            var redacted = decoded.isContainer() ? inner(decoded, name) : decoded;
            if (decoded.isContainer() && !redacted.equals(decoded)) {
                return apply(PythonJson.readable(redacted));
            }
        }
        return apply(text);
    }
}
