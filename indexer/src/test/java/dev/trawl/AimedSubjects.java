package dev.trawl;

import dev.trawl.query.bind.FieldCatalog;
import dev.trawl.query.bind.FieldType;
import dev.trawl.query.bind.SortOrder;
import dev.trawl.query.scan.ScanOrder;
import dev.trawl.query.scan.SessionAssessments;
import dev.trawl.query.scan.Value;
import dev.trawl.trace.Assessment;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.Span;
import dev.trawl.trace.SpanParts;
import dev.trawl.trace.SpanText;
import dev.trawl.trace.TraceParts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Picks something that a filter can ask of a trace or of one of its spans, every field of the catalogue in turn. */
final class AimedSubjects {
    private static final SessionAssessments NO_SESSIONS = new SessionAssessments(Stream::empty);

    private final Random random;
    private final HostileTexts texts;

    AimedSubjects(Random random) {
        this.random = random;
        this.texts = new HostileTexts(random);
    }

    /**
     * A key, and what the trace that was aimed at has there.
     *
     * @param key as a filter spells it
     * @param values maybe none
     */
    record Subject(String key, FieldType type, List<String> values) {}

    /** A trace to aim at, and one of its spans if it has any. */
    record Aim(IndexedTrace trace, Optional<Span> span) {}

    Subject of(Aim aim) {
        return switch (random.nextInt(10)) {
            case 0, 1 -> traceField(aim.trace());
            case 2 -> keyed(List.of("tag", "tags"), aim.trace().trace().info().tags());
            case 3 ->
                keyed(
                        List.of("metadata", "request_metadata"),
                        aim.trace().trace().info().metadata());
            case 4 -> judged(aim.trace());
            case 5 -> aboutAssessments(aim.trace());
            default -> aim.span().map(this::ofSpan).orElseGet(() -> traceField(aim.trace()));
        };
    }

    private Subject traceField(IndexedTrace trace) {
        var row = texts.pick(rows("trace."));
        var name = spelling(row);
        var key = texts.pick(List.of("trace.", "attribute.", "attributes.", "")) + name;
        if (name.equals("text")) {
            return new Subject(
                    key,
                    FieldType.LONG_TEXT,
                    trace.trace().spans().stream().map(Span::name).toList());
        }
        var field = SortOrder.bind(List.of("trace." + name)).keys().getFirst().field();
        var value = ScanOrder.value(field, TraceParts.of(trace), NO_SESSIONS);
        return new Subject(key, type(row), value.map(Value::forms).orElse(List.of()));
    }

    /** The rows of the catalogue for an entity, but those with a free key. */
    private static List<FieldCatalog.Row> rows(String entity) {
        return FieldCatalog.rows().stream()
                .filter(row -> row.name().startsWith(entity) && !row.name().endsWith(".KEY"))
                .toList();
    }

    /** One of the names of a field, without the entity. */
    private String spelling(FieldCatalog.Row row) {
        var names = new ArrayList<>(row.others());
        names.add(row.name().substring(row.name().indexOf('.') + 1));
        return texts.pick(names);
    }

    private static FieldType type(FieldCatalog.Row row) {
        if (row.operators().contains("LIKE")) {
            return FieldType.TEXT;
        }
        return row.name().contains("duration") || row.name().contains("execution")
                ? FieldType.DURATION
                : row.name().contains("time") || row.name().contains("start") ? FieldType.TIME : FieldType.NUMBER;
    }

    private Subject keyed(List<String> entities, Map<String, String> map) {
        var names = new ArrayList<>(map.keySet());
        var name = names.isEmpty() || random.nextInt(8) == 0 ? texts.pick(HostileTraces.KEYS) : texts.pick(names);
        var values = Optional.ofNullable(map.get(name)).stream().toList();
        return new Subject(texts.pick(entities) + "." + spelled(name), FieldType.TEXT_OR_NUMBER, values);
    }

    private Subject judged(IndexedTrace trace) {
        var assessments = trace.trace().info().assessments();
        if (assessments.isEmpty()) {
            return new Subject(
                    texts.pick(List.of("feedback.score", "expectation.quality")), FieldType.TYPED, List.of("1"));
        }
        var assessment = texts.pick(assessments);
        boolean expected = assessment.judgement() instanceof Assessment.Expectation;
        return new Subject(
                (expected ? "expectation." : "feedback.") + spelled(assessment.name()),
                FieldType.TYPED,
                judgedValue(assessment)
                        .map(json -> Value.ofAssessment(json).forms())
                        .orElse(List.of()));
    }

    private static Optional<JsonNode> judgedValue(Assessment assessment) {
        return switch (assessment.judgement()) {
            case Assessment.Feedback feedback -> Optional.of(feedback.value());
            case Assessment.Expectation expectation -> Optional.of(expectation.value());
            case Assessment.Issue issue -> Optional.empty();
            case Assessment.Other other -> Optional.empty();
        };
    }

    private Subject aboutAssessments(IndexedTrace trace) {
        var assessments = trace.trace().info().assessments().stream();
        return switch (random.nextInt(4)) {
            case 0 ->
                new Subject(
                        "assessment.rationale",
                        FieldType.TEXT,
                        assessments.flatMap(each -> each.rationale().stream()).toList());
            case 1 ->
                new Subject(
                        "assessment.source",
                        FieldType.TEXT,
                        assessments
                                .map(each -> each.source().path("source_id").asString(""))
                                .toList());
            case 2 ->
                new Subject(
                        "assessment.error",
                        FieldType.TEXT,
                        assessments
                                .map(Assessment::judgement)
                                .filter(Assessment.Feedback.class::isInstance)
                                .map(judgement -> ((Assessment.Feedback) judgement).json())
                                .map(json ->
                                        json.path("error").path("error_message").asString("RATE_LIMIT"))
                                .toList());
            default ->
                new Subject(
                        "issue.id",
                        FieldType.TEXT,
                        assessments.map(Assessment::name).toList());
        };
    }

    private Subject ofSpan(Span span) {
        return switch (random.nextInt(6)) {
            case 0, 1 -> attribute(span);
            case 2 -> text(span);
            default -> {
                var row = texts.pick(rows("span."));
                yield new Subject("span." + spelling(row), type(row), values(row.name(), span));
            }
        };
    }

    /** All text of the span. */
    Subject text(Span span) {
        return new Subject(texts.pick(List.of("trace.text", "text", "tag.text")), FieldType.LONG_TEXT, content(span));
    }

    private static List<String> values(String field, Span span) {
        return switch (field) {
            case "span.name" -> List.of(span.name());
            case "span.type" -> span.type().stream().toList();
            case "span.status" -> List.of(span.status());
            case "span.content" -> content(span);
            case "span.inputs" -> part(span, "mlflow.spanInputs");
            case "span.outputs" -> part(span, "mlflow.spanOutputs");
            case "span.events" -> List.of(SpanText.ofEvents(span));
            case "span.id" -> List.of(span.spanId(), Span.hexadecimal(span.spanId()));
            case "span.parent_id" ->
                span.parentSpanId().map(Span::hexadecimal).stream().toList();
            case "span.model" -> span.stringAttribute("model").stream().toList();
            case "span.duration_ms" ->
                span.durationNanos().map(nanos -> BigDecimal.valueOf(nanos, 6).toPlainString()).stream()
                        .toList();
            case "span.start_ms" -> List.of(Long.toString(span.startTimeUnixNano() / 1_000_000));
            default -> throw new IllegalStateException("a new field of spans, teach this test about it: " + field);
        };
    }

    private static List<String> content(Span span) {
        var parts = SpanParts.of(span);
        var readable = parts.readable().toString();
        return List.of(readable, readable, parts.stored().toString());
    }

    private static List<String> part(Span span, String key) {
        return Optional.ofNullable(span.attributes().get(key)).stream()
                .flatMap(json -> Stream.of(SpanText.ofAttribute(json), json))
                .toList();
    }

    private Subject attribute(Span span) {
        var keys = new ArrayList<>(span.attributes().keySet());
        var key = keys.isEmpty() || random.nextInt(10) == 0 ? texts.pick(HostileSpans.ATTRIBUTES) : texts.pick(keys);
        var value = span.attribute(key);
        if (random.nextInt(8) == 0) {
            return new Subject(
                    "span." + quoted("attributes." + key),
                    FieldType.TYPED,
                    value.map(AimedSubjects::text).stream().toList());
        }
        var path = new StringBuilder("span.attributes.").append(spelled(key));
        while (value.isPresent() && value.get().isContainer() && !value.get().isEmpty() && random.nextInt(4) > 0) {
            var holder = value.get();
            int item = random.nextInt(holder.size());
            var step = holder.isArray() ? Integer.toString(item) : texts.pick(List.copyOf(holder.propertyNames()));
            path.append('.').append(spelled(step));
            value = Optional.of(holder.isArray() ? holder.path(item) : holder.path(step));
        }
        return new Subject(
                path.toString(),
                FieldType.TYPED,
                value.map(AimedSubjects::text).stream().toList());
    }

    private static String text(JsonNode json) {
        return json.isString() ? json.stringValue() : PythonJson.readable(json);
    }

    private String spelled(String name) {
        boolean plain = !name.isEmpty()
                && name.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '.');
        return plain && random.nextInt(3) > 0 ? name : quoted(name);
    }

    /** No name of the traces has all three quotes. */
    private static String quoted(String name) {
        var quote = Stream.of("`", "\"", "'")
                .filter(mark -> !name.contains(mark))
                .findFirst()
                .orElse("`");
        return quote + name + quote;
    }
}
