package dev.trawl.query.strict;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a key belongs to: {@code utils/search_utils.py} {@code SearchTraceUtils._IDENTIFIERS}. */
enum Entity {
    ATTRIBUTE,
    TAG,
    REQUEST_METADATA,
    SPAN,
    FEEDBACK,
    EXPECTATION,
    ISSUE;

    private static final Map<String, Entity> BY_NAME = byName();

    /** The name before the dot, as messages print it. */
    String printed() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The entity of a name, aliases included; the case counts. */
    static Optional<Entity> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** All names, as Python prints the set of them. */
    static String names() {
        return PythonCollections.set(BY_NAME.keySet());
    }

    boolean isAssessment() {
        return this == FEEDBACK || this == EXPECTATION;
    }

    private static Map<String, Entity> byName() {
        var names = new HashMap<String, Entity>();
        Arrays.stream(values()).forEach(entity -> names.put(entity.printed(), entity));
        names.put("tags", TAG);
        names.put("attributes", ATTRIBUTE);
        names.put("trace", ATTRIBUTE);
        names.put("metadata", REQUEST_METADATA);
        return new TreeMap<>(names);
    }
}
