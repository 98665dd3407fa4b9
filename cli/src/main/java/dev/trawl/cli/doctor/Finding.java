package dev.trawl.cli.doctor;

import java.util.Optional;

/**
 * What a look at one thing showed.
 *
 * @param subject the thing
 * @param well whether it is as it should be
 * @param state how it is
 * @param advice what to do, if it is not as it should be and the state does not tell
 */
record Finding(String subject, boolean well, String state, Optional<String> advice) {
    static Finding well(String subject, String state) {
        return new Finding(subject, true, state, Optional.empty());
    }

    /** Of something whose state tells what to do. */
    static Finding bad(String subject, String state) {
        return bad(subject, state, Optional.empty());
    }

    static Finding bad(String subject, String state, String advice) {
        return bad(subject, state, Optional.of(advice));
    }

    static Finding bad(String subject, String state, Optional<String> advice) {
        return new Finding(subject, false, state, advice);
    }
}
