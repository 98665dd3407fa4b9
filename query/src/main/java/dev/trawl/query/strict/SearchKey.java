package dev.trawl.query.strict;

import dev.trawl.trace.MlflowKey;
import java.util.Locale;
import java.util.Set;

/**
 * What the left side of a clause names ({@code utils/search_utils.py} {@code _get_identifier}).
 *
 * @param entity what the key belongs to
 * @param name the key, without quotes
 */
record SearchKey(Entity entity, String name) {
    /** Metadata that MLflow keeps in columns: {@code TRACE_ANALYTICS_COLUMNS_BY_METADATA_KEY}. */
    static final Set<String> COLUMN_METADATA = Set.of(MlflowKey.TRACE_TOKENS, MlflowKey.TRACE_COST);

    static final String CONTENT = "content";
    static final String ATTRIBUTES_PREFIX = "attributes.";

    /** Attributes a filter may name: {@code SearchTraceUtils.VALID_SEARCH_ATTRIBUTE_KEYS}. */
    static final Set<String> FILTER_ATTRIBUTES = Set.of(
            "request_id",
            "timestamp",
            "timestamp_ms",
            "execution_time",
            "execution_time_ms",
            "end_time",
            "end_time_ms",
            "status",
            "client_request_id",
            "name",
            "run_id",
            "prompt",
            "text");

    /** Attributes an order may name: {@code SearchTraceUtils.VALID_ORDER_BY_ATTRIBUTE_KEYS}. */
    static final Set<String> ORDER_ATTRIBUTES = Set.of(
            "experiment_id",
            "timestamp",
            "timestamp_ms",
            "execution_time",
            "execution_time_ms",
            "end_time",
            "end_time_ms",
            "status",
            "request_id",
            "name",
            "run_id");

    /** {@code SearchTraceUtils.NUMERIC_ATTRIBUTES}. */
    static final Set<String> NUMERIC_ATTRIBUTES =
            Set.of("timestamp", "timestamp_ms", "execution_time", "execution_time_ms", "end_time", "end_time_ms");

    /** {@code _get_identifier}: what the text of an identifier names; refuses unknown entities and attributes. */
    static SearchKey of(String identifier, Set<String> validAttributes) {
        int dot = identifier.indexOf('.');
        String entityName = dot < 0 ? "attribute" : Quotes.withoutBackticks(identifier.substring(0, dot));
        Entity entity = Entity.named(entityName)
                .orElseThrow(() -> Refusal.invalid(
                                "Invalid entity type '%s'. Valid values are %s".formatted(entityName, Entity.names()))
                        .asException());
        String name = Quotes.withoutBackticks(Quotes.without(identifier.substring(dot + 1)));
        if (entity == Entity.ATTRIBUTE && !validAttributes.contains(name)) {
            throw Refusal.invalid("Invalid attribute key '%s' specified. Valid keys are '%s'"
                            .formatted(name, PythonCollections.set(validAttributes)))
                    .asException();
        }
        return new SearchKey(entity, name);
    }

    /**
     * {@code name -> tag mlflow.traceName}, and so on for the words that MLflow stores elsewhere, whatever they belong to, unless that is a
     * span: {@code _replace_key_to_tag_or_metadata}.
     */
    SearchKey resolved() {
        if (entity == Entity.SPAN) {
            return this;
        }
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "name" -> new SearchKey(Entity.TAG, MlflowKey.TRACE_NAME);
            case "prompt" -> new SearchKey(Entity.TAG, MlflowKey.LINKED_PROMPTS);
            case "run_id" -> new SearchKey(Entity.REQUEST_METADATA, MlflowKey.SOURCE_RUN);
            case "text" -> new SearchKey(Entity.SPAN, CONTENT);
            case "timestamp" -> new SearchKey(entity, "timestamp_ms");
            case "execution_time" -> new SearchKey(entity, "execution_time_ms");
            case "end_time" -> new SearchKey(entity, "end_time_ms");
            default -> this;
        };
    }

    boolean isNumericAttribute() {
        return entity == Entity.ATTRIBUTE && NUMERIC_ATTRIBUTES.contains(name);
    }

    boolean isColumnMetadata() {
        return entity == Entity.REQUEST_METADATA && COLUMN_METADATA.contains(name);
    }
}
