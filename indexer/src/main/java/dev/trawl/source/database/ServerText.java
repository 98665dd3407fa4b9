package dev.trawl.source.database;

import java.util.Optional;

/** How much of a text MLflow's REST API tells (mlflow/entities/trace_info_v2.py:15-33, mlflow/tracing/constant.py, 3.17.2). */
final class ServerText {
    static final int LONGEST_METADATA = 250;
    static final int LONGEST_TAG_KEY = 250;
    static final int LONGEST_TAG = 4_096;

    private ServerText() {}

    /** At most so many code points of the text. */
    static String cut(String text, int most) {
        return text.length() <= most || text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }

    /** The same of a column that may be NULL, which Python's {@code str} makes a text. */
    static String cut(Optional<String> text, int most) {
        return cut(text.orElse("None"), most);
    }
}
