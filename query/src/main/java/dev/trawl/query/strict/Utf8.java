package dev.trawl.query.strict;

import dev.trawl.trace.PythonRepr;

/** What Python does not encode as UTF-8. */
final class Utf8 {
    private Utf8() {}

    /** Refuses text that is no UTF-8, because a surrogate is not one of a pair. */
    static void check(String text) {
        int[] codePoints = text.codePoints().toArray();
        for (int i = 0; i < codePoints.length; i++) {
            if (isSurrogate(codePoints[i])) {
                int end = i + 1;
                while (end < codePoints.length && isSurrogate(codePoints[end])) {
                    end++;
                }
                throw Refusal.internal(
                                (end == i + 1
                                        ? "'utf-8' codec can't encode character '%s' in position %d: surrogates not allowed"
                                                .formatted(PythonRepr.escape(codePoints[i]), i)
                                        : "'utf-8' codec can't encode characters in position %d-%d: surrogates not allowed"
                                                .formatted(i, end - 1)))
                        .asException();
            }
        }
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
