package dev.trawl.query.columns;

import dev.trawl.index.AttributeTable;
import dev.trawl.index.IndexField;
import dev.trawl.query.parse.Key;
import dev.trawl.trace.MlflowKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the fields of the index are called in a filter. */
public final class FieldNames {
    /** Fields of pairs that have columns. */
    static final List<String> OF_PAIRS = List.of(
            IndexField.ATTRIBUTE, IndexField.TAG, IndexField.METADATA, IndexField.FEEDBACK, IndexField.EXPECTATION);

    /** Fields of plain terms that have facets. */
    static final List<String> PLAIN = List.of(IndexField.PROMPT);

    /** Attributes that hardly two spans share, or that filters know by another name. */
    private static final Set<String> NOT_SHARED =
            Set.of(MlflowKey.SPAN_TOKENS, MlflowKey.SPAN_COST, MlflowKey.SPAN_MODEL);

    private static final String SPAN_ATTRIBUTES = "span.attributes.";

    private FieldNames() {}

    /** The name of a key; nothing for texts that hardly any two traces share, and for keys that no filter can name. */
    public static Optional<String> of(String field, String key) {
        return switch (field) {
            case IndexField.ATTRIBUTE ->
                switch (key) {
                    case IndexField.STATUS_KEY, IndexField.EXPERIMENT_ID_KEY -> Optional.of("trace." + key);
                    default -> Optional.empty();
                };
            case IndexField.TAG ->
                switch (key) {
                    case MlflowKey.TRACE_NAME -> Optional.of("trace.name");
                    case MlflowKey.LINKED_PROMPTS -> Optional.empty(); // as trace.prompt, which a filter can ask for
                    default -> below("tag.", key);
                };
            case IndexField.METADATA ->
                switch (key) {
                    case MlflowKey.SESSION -> Optional.of("trace.session");
                    case MlflowKey.USER -> Optional.of("trace.user");
                    default -> below("metadata.", key);
                };
            case IndexField.PROMPT -> Optional.of("trace.prompt");
            case IndexField.FEEDBACK -> key.isBlank() ? Optional.empty() : below("feedback.", key);
            case IndexField.EXPECTATION -> key.isBlank() ? Optional.empty() : below("expectation.", key);
            default -> throw new IllegalStateException("no field with facets: " + field);
        };
    }

    /** The name of an attribute of spans; nothing for those that are fields of their own, ids, times, texts. */
    static Optional<String> ofSpanAttribute(String key) {
        return AttributeTable.holds(key) && !NOT_SHARED.contains(key) && !key.isBlank()
                ? below(SPAN_ATTRIBUTES, key)
                : Optional.empty();
    }

    private static Optional<String> below(String entity, String key) {
        return Key.isSpellable(key) ? Optional.of(entity + Key.spelled(key)) : Optional.empty();
    }

    /** Whether {@link #ofSpanAttribute} made the name. */
    static boolean isSpanAttribute(String name) {
        return name.startsWith(SPAN_ATTRIBUTES);
    }

    /** Whether the terms of the field spell values as JSON. */
    public static boolean isJson(String field) {
        return field.equals(IndexField.FEEDBACK) || field.equals(IndexField.EXPECTATION);
    }
}
