package dev.trawl.query.lucene;

import dev.trawl.index.IndexField;
import dev.trawl.query.Similar;
import dev.trawl.query.bind.BoundField;
import dev.trawl.query.bind.Condition;
import dev.trawl.query.bind.FieldCatalog;
import dev.trawl.query.bind.FieldType;
import dev.trawl.query.bind.SpanCondition;
import dev.trawl.query.bind.SpanField;
import dev.trawl.query.bind.TraceField;
import dev.trawl.query.bind.ValueTest;
import dev.trawl.query.bind.ValueTest.Operand;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexReader;

/**
 * What a question names that the index does not have: keys, and values of fields that have few of them. Each is a sentence
 * for the person, with what was probably meant. Answers do not depend on it.
 */
public final class Absences {
    /** More than a person reads; a guess. */
    private static final int MOST = 5;

    private static final int LONGEST_LIST = 100;

    private final IndexedValues index;
    private final Set<String> sentences = new LinkedHashSet<>();

    private Absences(IndexReader reader) {
        index = new IndexedValues(reader);
    }

    /** Of what a condition compares; {@code IS NULL} asks for what is not there. */
    public static List<String> in(Condition condition, IndexReader reader) throws IOException {
        var absences = new Absences(reader);
        absences.look(condition);
        return absences.first();
    }

    /** Of fields: those that need a key. */
    public static List<String> among(Collection<BoundField> fields, IndexReader reader) throws IOException {
        var absences = new Absences(reader);
        for (var field : fields) {
            switch (field) {
                case BoundField.OfTrace ofTrace -> absences.hasKey(ofTrace.field());
                case BoundField.OfSpan ofSpan -> absences.hasKey(ofSpan.field());
            }
        }
        return absences.first();
    }

    private List<String> first() {
        return sentences.stream().limit(MOST).toList();
    }

    private boolean isFull() {
        return sentences.size() >= MOST;
    }

    private void look(Condition condition) throws IOException {
        switch (condition) {
            case Condition.AllOf allOf -> lookAll(allOf.terms());
            case Condition.AnyOf anyOf -> lookAll(anyOf.terms());
            case Condition.Not not -> look(not.term());
            case Condition.Missing missing -> {}
            case Condition.SomeSpan someSpan -> lookAtSpan(someSpan.condition());
            case Condition.HasValue hasValue -> {
                if (hasKey(hasValue.field())) {
                    values(hasValue.field(), hasValue.test());
                }
            }
        }
    }

    private void lookAll(List<Condition> terms) throws IOException {
        for (var term : terms) {
            if (!isFull()) {
                look(term);
            }
        }
    }

    private void lookAtSpan(SpanCondition condition) throws IOException {
        switch (condition) {
            case SpanCondition.AllOf allOf -> lookAtSpans(allOf.terms());
            case SpanCondition.AnyOf anyOf -> lookAtSpans(anyOf.terms());
            case SpanCondition.OfTrace ofTrace -> look(ofTrace.condition());
            case SpanCondition.Missing missing -> {}
            case SpanCondition.HasValue hasValue -> {
                if (hasKey(hasValue.field())) {
                    values(hasValue.field(), hasValue.test());
                }
            }
        }
    }

    private void lookAtSpans(List<SpanCondition> terms) throws IOException {
        for (var term : terms) {
            if (!isFull()) {
                lookAtSpan(term);
            }
        }
    }

    private boolean hasKey(TraceField field) throws IOException {
        return switch (field) {
            case TraceField.Attribute attribute -> true;
            case TraceField.Tag tag -> hasKey(KeyKind.TAG, tag.key(), FieldCatalog.entry(tag));
            case TraceField.Metadata metadata -> hasKey(KeyKind.METADATA, metadata.key(), FieldCatalog.entry(metadata));
            case TraceField.Feedback feedback -> hasKey(KeyKind.FEEDBACK, feedback.name(), Optional.empty());
            case TraceField.Expectation expectation ->
                hasKey(KeyKind.EXPECTATION, expectation.name(), Optional.empty());
        };
    }

    private boolean hasKey(SpanField field) throws IOException {
        return switch (field) {
            case SpanField.Attribute attribute -> true;
            case SpanField.Keyed keyed -> {
                for (var reading : keyed.readings()) {
                    if (index.has(KeyKind.SPAN_ATTRIBUTE, reading.key())) {
                        yield true;
                    }
                }
                yield hasKey(KeyKind.SPAN_ATTRIBUTE, keyed.readings().getFirst().key(), Optional.empty());
            }
        };
    }

    private boolean hasKey(KeyKind kind, String key, Optional<FieldCatalog.OfTrace> builtIn) throws IOException {
        if (index.has(kind, key)) {
            return true;
        }
        var hint = builtIn.isPresent() ? Optional.<String>empty() : similarKey(kind, key);
        sentences.add(
                "the index has no " + builtIn.map(FieldCatalog.OfTrace::name).orElse(kind.spelled(key))
                        + hint.map(other -> "; did you mean " + other + "?").orElse(""));
        return false;
    }

    /** A similar key of the same kind, else the same key of another kind. */
    private Optional<String> similarKey(KeyKind kind, String key) throws IOException {
        var similar = Similar.to(key, index.keys(kind)).map(kind::spelled);
        if (similar.isPresent()) {
            return similar;
        }
        for (var other : KeyKind.values()) {
            if (index.has(other, key)) {
                return Optional.of(other.spelled(key));
            }
        }
        return Optional.empty();
    }

    private void values(TraceField field, ValueTest test) throws IOException {
        switch (field) {
            case TraceField.Tag tag ->
                compare(name(tag, KeyKind.TAG, tag.key()), test, ofKey(IndexField.TAG, tag.key()));
            case TraceField.Metadata metadata ->
                compare(
                        name(metadata, KeyKind.METADATA, metadata.key()),
                        test,
                        ofKey(IndexField.METADATA, metadata.key()));
            case TraceField.Feedback feedback -> {}
            case TraceField.Expectation expectation -> {}
            case TraceField.Attribute attribute -> {
                if (attribute == TraceField.Attribute.STATUS) {
                    compare(attribute.toString(), test, index.statuses());
                }
                FieldCatalog.entry(attribute).ifPresent(entry -> typed(entry.name(), entry.type(), test));
            }
        }
    }

    private void values(SpanField field, ValueTest test) throws IOException {
        if (field instanceof SpanField.Attribute attribute) {
            var known = index.ofSpans(attribute);
            if (known.isPresent()) {
                compare(attribute.toString(), test, known.get());
            }
            FieldCatalog.entry(attribute).ifPresent(entry -> typed(attribute.toString(), entry.type(), test));
        }
    }

    private IndexedValues.Known ofKey(String field, String key) throws IOException {
        return new IndexedValues.Known(index.values(field, key), List.of());
    }

    private static String name(TraceField field, KeyKind kind, String key) {
        return FieldCatalog.entry(field).map(FieldCatalog.OfTrace::name).orElse(kind.spelled(key));
    }

    /** A test for a text that the field never has. Values that it can have are suggested, those that it has are listed. */
    private void compare(String field, ValueTest test, IndexedValues.Known values) {
        var known = values.all();
        operands(test)
                .flatMap(operand -> operand.text().stream())
                .limit(MOST)
                .filter(text -> !known.contains(text))
                .forEach(text -> Similar.to(text, known)
                        .map(other -> "; did you mean '" + other + "'?")
                        .or(() -> listed(values.listed()))
                        .ifPresent(hint -> sentences.add("the index has no " + field + " '" + text + "'" + hint)));
    }

    private static Optional<String> listed(Collection<String> known) {
        var list = String.join(", ", known);
        return list.isEmpty() || list.length() > LONGEST_LIST ? Optional.empty() : Optional.of("; there are " + list);
    }

    private static Stream<Operand> operands(ValueTest test) {
        return switch (test) {
            case ValueTest.Equals equals -> Stream.of(equals.operand());
            case ValueTest.OneOf oneOf -> oneOf.operands().stream();
            case ValueTest.Ordered ordered -> Stream.empty();
            case ValueTest.Like like -> Stream.empty();
            case ValueTest.Regex regex -> Stream.empty();
            case ValueTest.Anything anything -> Stream.empty();
            case ValueTest.Not not -> Stream.empty();
            case ValueTest.AllOf allOf -> Stream.empty();
            case ValueTest.AnyOf anyOf -> Stream.empty();
        };
    }

    /** A number that is compared with a text that spells none: as on a server, it stands before every text and equals none. */
    private void typed(String field, FieldType type, ValueTest test) {
        switch (type) {
            case TIME -> typed(field, "a time, written as '2026-11-01' or '2026-11-01T10:00:00Z'", test);
            case DURATION -> typed(field, "a duration, written without quotes as 1500 or 1.5s", test);
            case TEXT, LONG_TEXT, TEXT_OR_NUMBER, TYPED, NUMBER -> {}
        }
    }

    private void typed(String field, String meaning, ValueTest test) {
        switch (test) {
            case ValueTest.AllOf allOf -> allOf.tests().forEach(part -> typed(field, meaning, part));
            case ValueTest.Ordered ordered -> typed(field, meaning, ordered.operand());
            case ValueTest.Equals equals -> typed(field, meaning, equals.operand());
            case ValueTest.OneOf oneOf -> {
                if (oneOf.operands().isEmpty()) {
                    sentences.add(field + " is " + meaning + ", and equals no other text");
                }
                oneOf.operands().stream().limit(MOST).forEach(operand -> typed(field, meaning, operand));
            }
            case ValueTest.Not not -> {}
            case ValueTest.AnyOf anyOf -> {}
            case ValueTest.Like like -> {}
            case ValueTest.Regex regex -> {}
            case ValueTest.Anything anything -> {}
        }
    }

    private void typed(String field, String meaning, Operand operand) {
        if (operand.number().isEmpty()) {
            sentences.add(field + " is " + meaning + "; " + operand + " is none");
        }
    }
}
