package dev.trawl.query.stats;

import dev.trawl.query.bind.Condition;
import dev.trawl.query.bind.SpanCondition;
import java.util.HashSet;
import java.util.Set;

/** The fields that a condition is about, as they print. */
final class MentionedFields {
    private final Set<String> fields = new HashSet<>();

    private MentionedFields() {}

    static Set<String> in(Condition condition) {
        var mentioned = new MentionedFields();
        mentioned.look(condition);
        return mentioned.fields;
    }

    private void look(Condition condition) {
        switch (condition) {
            case Condition.AllOf allOf -> allOf.terms().forEach(this::look);
            case Condition.AnyOf anyOf -> anyOf.terms().forEach(this::look);
            case Condition.Not not -> look(not.term());
            case Condition.HasValue hasValue -> fields.add(hasValue.field().toString());
            case Condition.Missing missing -> fields.add(missing.field().toString());
            case Condition.SomeSpan someSpan -> look(someSpan.condition());
        }
    }

    private void look(SpanCondition condition) {
        switch (condition) {
            case SpanCondition.AllOf allOf -> allOf.terms().forEach(this::look);
            case SpanCondition.AnyOf anyOf -> anyOf.terms().forEach(this::look);
            case SpanCondition.OfTrace ofTrace -> look(ofTrace.condition());
            case SpanCondition.HasValue hasValue -> fields.add(hasValue.field().toString());
            case SpanCondition.Missing missing -> fields.add(missing.field().toString());
        }
    }
}
