package dev.trawl.query.strict;

import java.util.Set;

/** The operators each kind of key allows, and the words for those it does not ({@code utils/search_utils.py} {@code is_…}). */
final class Comparators {
    /** {@code NUMERIC_ASSESSMENT_COMPARATORS}. */
    static final Set<String> ORDERING = Set.of(">", ">=", "<", "<=");

    private static final Set<String> NUMERIC = Set.of(">", ">=", "!=", "=", "<", "<=");
    private static final Set<String> TAG = Set.of("!=", "=", "LIKE", "ILIKE", "RLIKE", "IS NULL", "IS NOT NULL");
    private static final Set<String> TEXT = Set.of("!=", "=", "IN", "NOT IN", "LIKE", "ILIKE", "RLIKE");
    private static final Set<String> CONTENT = Set.of("LIKE", "ILIKE");
    private static final Set<String> ASSESSMENT =
            Set.of("!=", "=", ">", ">=", "<", "<=", "LIKE", "ILIKE", "RLIKE", "IS NULL", "IS NOT NULL");
    private static final Set<String> ISSUE = Set.of("=");
    private static final Set<String> SPAN_COLUMNS = Set.of("name", "type", "status");

    private Comparators() {}

    /** Whether an attribute of type timestamp may be compared so without being quoted. */
    static boolean isNumeric(String comparator) {
        return NUMERIC.contains(comparator);
    }

    /** Refuses an operator, or a key, that the key's entity does not know. */
    static void check(SearchKey key, String comparator) {
        switch (key.entity()) {
            case ATTRIBUTE -> checkAttribute(key, comparator);
            case TAG -> checkPlain(TAG, comparator, TAG, "");
            case REQUEST_METADATA -> checkPlain(TAG, comparator, TAG, "'");
            case SPAN -> checkSpan(key, comparator);
            case FEEDBACK, EXPECTATION -> checkAssessment(key, comparator);
            case ISSUE -> checkIssue(key, comparator);
        }
    }

    /** The numeric attributes' message lists the operators of texts, and lacks the closing quote as that of tags does. */
    private static void checkAttribute(SearchKey key, String comparator) {
        if (key.isNumericAttribute()) {
            checkPlain(NUMERIC, comparator, TEXT, "");
        } else {
            checkPlain(TEXT, comparator, TEXT, "'");
        }
    }

    private static void checkPlain(Set<String> allowed, String comparator, Set<String> listed, String closingQuote) {
        if (!allowed.contains(comparator)) {
            throw Refusal.invalid("Invalid comparator '%s' not one of '%s%s"
                            .formatted(comparator, PythonCollections.set(listed), closingQuote))
                    .asException();
        }
    }

    /** {@code is_span}; the parser already asks it with the operator as written, so that lower case is refused. */
    static void checkSpan(SearchKey key, String comparator) {
        String name = key.name();
        if (name.equals(SearchKey.ATTRIBUTES_PREFIX)) {
            throw Refusal.invalid("Span attribute name cannot be empty after 'attributes.'")
                    .asException();
        }
        if (name.startsWith(SearchKey.ATTRIBUTES_PREFIX) || SPAN_COLUMNS.contains(name)) {
            checkNamed("span." + name, TEXT, comparator);
        } else if (name.equals(SearchKey.CONTENT)) {
            checkNamed("span." + name, CONTENT, comparator);
        } else {
            throw Refusal.invalid(
                            "Invalid span attribute '%s'. Supported attributes: name, status, type, attributes.<attribute_name>."
                                    .formatted(name))
                    .asException();
        }
    }

    private static void checkAssessment(SearchKey key, String comparator) {
        if (key.name().isEmpty()) {
            throw Refusal.invalid("Assessment field name cannot be empty").asException();
        }
        checkNamed("assessment." + key.name(), ASSESSMENT, comparator);
    }

    private static void checkIssue(SearchKey key, String comparator) {
        if (!key.name().equals("id")) {
            throw Refusal.invalid("Invalid issue attribute '%s'. Supported attributes: id".formatted(key.name()))
                    .asException();
        }
        checkNamed("issue." + key.name(), ISSUE, comparator);
    }

    private static void checkNamed(String name, Set<String> allowed, String comparator) {
        if (!allowed.contains(comparator)) {
            throw Refusal.invalid("%s comparator '%s' not one of '%s'"
                            .formatted(name, comparator, PythonCollections.set(allowed)))
                    .asException();
        }
    }
}
