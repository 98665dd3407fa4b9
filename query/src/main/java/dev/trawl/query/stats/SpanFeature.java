package dev.trawl.query.stats;

import dev.trawl.index.AttributeTable;
import dev.trawl.index.SpanKind;
import dev.trawl.index.Terms;
import dev.trawl.query.scan.SpanModel;
import dev.trawl.query.scan.Value;
import dev.trawl.trace.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What can be said of one span. */
sealed interface SpanFeature {
    record Name(String name) implements SpanFeature {}

    record Type(String type) implements SpanFeature {}

    record Status(String status) implements SpanFeature {}

    record Model(String model) implements SpanFeature {}

    /**
     * A value of an attribute.
     *
     * @param field as it is written in a filter
     */
    record Attribute(String field, String value) implements SpanFeature {}

    /** Anything in that field. */
    record Present(String field) implements SpanFeature {}

    /** A span of that name with status ERROR. */
    record Failed(String name) implements SpanFeature {}

    static Set<SpanFeature> of(Span span) {
        var features = of(SpanKind.of(span));
        SpanModel.of(span).ifPresent(model -> features.addAll(ofModel(model)));
        span.attributes()
                .forEach((key, json) -> FieldNames.ofSpanAttribute(Terms.text(Terms.of(key)))
                        .ifPresent(field -> features.addAll(
                                AttributeTable.fits(json) ? ofAttribute(field, json) : ofLongAttribute(field))));
        return features;
    }

    static Set<SpanFeature> of(SpanKind kind) {
        var features = new HashSet<SpanFeature>();
        features.add(new Name(kind.name()));
        features.add(new Present("span.name"));
        features.add(new Status(kind.status()));
        features.add(new Present("span.status"));
        kind.type().ifPresent(type -> {
            features.add(new Type(type));
            features.add(new Present("span.type"));
        });
        if (kind.status().equals("ERROR")) {
            features.add(new Failed(kind.name()));
        }
        return features;
    }

    static Set<SpanFeature> ofModel(String model) {
        return Set.of(new Model(model), new Present("span.model"));
    }

    /** Nothing for a null. */
    static Set<SpanFeature> ofAttribute(String field, String json) {
        return Value.inAttribute(json, List.of())
                .map(value -> Set.<SpanFeature>of(new Attribute(field, Dictionary.text(value)), new Present(field)))
                .orElseGet(Set::of);
    }

    /** Of one whose value is too long to be counted. */
    static Set<SpanFeature> ofLongAttribute(String field) {
        return Set.of(new Present(field));
    }
}
