package dev.trawl.query.columns;

import dev.trawl.index.AttributeTable;
import dev.trawl.index.SpanKind;
import dev.trawl.index.Terms;
import dev.trawl.query.scan.SpanModel;
import dev.trawl.query.scan.Value;
import dev.trawl.trace.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What can be said of one span.
 *
 * @param field as it is written in a filter, or {@link #FAILED}
 * @param value nothing if it is too long to be counted
 */
public record SpanFeature(String field, Optional<String> value) {
    /** Not a field of filters: the names of spans with status ERROR. */
    public static final String FAILED = "failed";

    private SpanFeature(String field, String value) {
        this(field, Optional.of(value));
    }

    static List<SpanFeature> of(Span span) {
        var features = new ArrayList<>(of(SpanKind.of(span)));
        SpanModel.of(span).ifPresent(model -> features.addAll(ofModel(model)));
        span.attributes()
                .forEach((key, json) -> FieldNames.ofSpanAttribute(Terms.text(Terms.of(key)))
                        .ifPresent(field -> features.addAll(
                                AttributeTable.fits(json) ? ofAttribute(field, json) : ofLongAttribute(field))));
        return features;
    }

    static List<SpanFeature> of(SpanKind kind) {
        var features = new ArrayList<SpanFeature>();
        features.add(new SpanFeature("span.name", kind.name()));
        features.add(new SpanFeature("span.status", kind.status()));
        kind.type().ifPresent(type -> features.add(new SpanFeature("span.type", type)));
        if (kind.status().equals("ERROR")) {
            features.add(new SpanFeature(FAILED, kind.name()));
        }
        return features;
    }

    static List<SpanFeature> ofModel(String model) {
        return List.of(new SpanFeature("span.model", model));
    }

    /** Nothing for a null. */
    static List<SpanFeature> ofAttribute(String field, String json) {
        return Value.inAttribute(json, List.of())
                .map(value -> List.of(new SpanFeature(field, Dictionary.text(value))))
                .orElseGet(List::of);
    }

    /** Of one whose value is too long to be counted. */
    static List<SpanFeature> ofLongAttribute(String field) {
        return List.of(new SpanFeature(field, Optional.empty()));
    }
}
