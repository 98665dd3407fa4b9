package dev.trawl.query.bind;

import dev.trawl.query.FilterException.Problem;
import dev.trawl.query.Similar;
import dev.trawl.query.parse.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Finds the field that a key names.
 *
 * <p>MLflow replaces some names without looking at the entity ({@code tags.name} is the trace's name; SearchTraceUtils,
 * {@code _replace_key_to_tag_or_metadata}). So does trawl, unless the name is quoted.
 */
final class FieldResolver {
    private static final String ATTRIBUTES = "attributes";

    private static final int MOST_SUGGESTIONS = 100;

    private final Consumer<Problem> problems;
    private final boolean cutsBackticks;
    private int suggestions;

    FieldResolver(Consumer<Problem> problems) {
        this(problems, false);
    }

    /** With backticks inside the quotes of a name cut off or not ({@link Key#withoutBackticks}). */
    FieldResolver(Consumer<Problem> problems, boolean cutsBackticks) {
        this.problems = problems;
        this.cutsBackticks = cutsBackticks;
    }

    Optional<BoundField> resolve(Key written) {
        var key = cutsBackticks ? written.withoutBackticks() : written;
        var entity = key.entity().orElse("trace");
        return switch (entity) {
            case "span" -> span(key);
            case "trace", "attribute", "attributes" -> trace(key);
            case "tag", "tags", "metadata", "request_metadata", "feedback", "expectation", "issue" ->
                alias(key).or(() -> keyed(entity, key));
            case "assessment" ->
                FieldCatalog.assessment(key.name()).map(FieldResolver::bound).or(() -> unknown(key));
            default -> unknown(key);
        };
    }

    private Optional<BoundField> trace(Key key) {
        var name = key.name();
        return name.equals("text")
                ? Optional.of(content())
                : FieldCatalog.trace(name).map(FieldResolver::bound).or(() -> unknown(key));
    }

    private static BoundField bound(FieldCatalog.OfTrace entry) {
        return new BoundField.OfTrace(entry.field(), entry.type());
    }

    private static BoundField content() {
        return new BoundField.OfSpan(SpanField.Attribute.CONTENT, FieldType.LONG_TEXT);
    }

    /** A name that means the same whatever stands before the dot. */
    private static Optional<BoundField> alias(Key key) {
        if (key.quoted()) {
            return Optional.empty();
        }
        return switch (key.name().toLowerCase(Locale.ROOT)) {
            case "text" -> Optional.of(content());
            case "name", "prompt", "run_id" ->
                FieldCatalog.trace(key.name().toLowerCase(Locale.ROOT)).map(FieldResolver::bound);
            default -> Optional.empty();
        };
    }

    private Optional<BoundField> keyed(String entity, Key key) {
        var name = key.quoted() ? key.name() : withUnit(key.name());
        return switch (entity) {
            case "tag", "tags" -> Optional.of(new BoundField.OfTrace(tag(name), FieldType.TEXT_OR_NUMBER));
            case "metadata", "request_metadata" ->
                Optional.of(new BoundField.OfTrace(new TraceField.Metadata(name), FieldType.TEXT_OR_NUMBER));
            case "issue" -> FieldCatalog.issue(name).map(FieldResolver::bound).or(() -> unknown(key));
            default -> assessment(entity, name, key);
        };
    }

    private static TraceField tag(String name) {
        return new TraceField.Tag(name);
    }

    private Optional<BoundField> assessment(String entity, String name, Key key) {
        if (name.isBlank()) {
            problem(key, "the name of the assessment is missing", "write " + entity + ".NAME");
            return Optional.empty();
        }
        TraceField field = entity.equals("feedback") ? new TraceField.Feedback(name) : new TraceField.Expectation(name);
        return Optional.of(new BoundField.OfTrace(field, FieldType.TYPED));
    }

    /** MLflow adds the unit to these names before it looks at the entity, so a tag of such a name is another one. */
    private static String withUnit(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "timestamp", "execution_time", "end_time" -> lower + "_ms";
            default -> name;
        };
    }

    private Optional<BoundField> span(Key key) {
        var parts = key.parts();
        var first = parts.getFirst().text();
        if (parts.size() == 1 && parts.getFirst().quoted() && first.startsWith(ATTRIBUTES + ".")) {
            return attribute(key, List.of(new Key.Part(first.substring(ATTRIBUTES.length() + 1), true)));
        }
        if (first.equals(ATTRIBUTES)) {
            return attribute(key, parts.subList(1, parts.size()));
        }
        return FieldCatalog.span(key.name())
                .<BoundField>map(entry -> new BoundField.OfSpan(entry.field(), entry.type()))
                .or(() -> unknown(key));
    }

    private Optional<BoundField> attribute(Key key, List<Key.Part> parts) {
        if (parts.stream().allMatch(part -> part.text().isBlank())) {
            problem(key, "the key of the attribute is missing", "write span.attributes.KEY");
            return Optional.empty();
        }
        return Optional.of(new BoundField.OfSpan(new SpanField.Keyed(readings(parts)), FieldType.TYPED));
    }

    /** Dots may belong to the key or lead into the value: the longest key first. A quoted key is exactly that. */
    private static List<SpanField.Reading> readings(List<Key.Part> parts) {
        var texts = parts.stream().map(Key.Part::text).toList();
        var readings = new ArrayList<SpanField.Reading>();
        for (int length = parts.size(); length > 0; length--) {
            boolean whole = parts.subList(0, length).stream().noneMatch(Key.Part::quoted);
            if (length == 1 || whole) {
                var key = texts.subList(0, length).stream().collect(Collectors.joining("."));
                readings.add(new SpanField.Reading(key, texts.subList(length, texts.size())));
            }
        }
        return readings;
    }

    private Optional<BoundField> unknown(Key key) {
        var written = key.entity().map(entity -> entity + "." + key.name()).orElse(key.name());
        var asked = key.entity().isPresent() ? written : "trace." + written;
        problems.accept(new Problem(
                key.range().start(),
                key.range().end(),
                "unknown field " + shortened(written),
                suggestion(asked).or(() -> Optional.of("trawl fields lists all fields; a tag is tag.KEY"))));
        return Optional.empty();
    }

    /** A person reads the first few; looking for the nearest name of thousands would take seconds. */
    private Optional<String> suggestion(String asked) {
        return suggestions++ < MOST_SUGGESTIONS
                ? Similar.to(asked, FieldCatalog.spellings()).map(name -> "did you mean " + name + "?")
                : Optional.empty();
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 77) + "...";
    }

    private void problem(Key key, String message, String hint) {
        problems.accept(new Problem(key.range().start(), key.range().end(), message, Optional.of(hint)));
    }
}
