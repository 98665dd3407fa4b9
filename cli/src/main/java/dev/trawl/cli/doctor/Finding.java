package dev.trawl.cli.doctor;

import java.util.Optional;

/**
 * What a look at one thing showed.
 *
 * @param subject the thing
 * @param state how it is
 * @param advice what to do, if it is not as it should be
 */
record Finding(String subject, String state, Optional<String> advice) {
    static Finding well(String subject, String state) {
        return new Finding(subject, state, Optional.empty());
    }

    static Finding bad(String subject, String state, String advice) {
        return new Finding(subject, state, Optional.of(advice));
    }
}
