package dev.trawl.trace.redact;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names behind which a secret stands, whatever it looks like. */
final class SecretNames {
    /** The header of a request. */
    static final String AUTHORIZATION = "authorization";

    /** Those that also count in prose, where {@code =} or {@code :} follows. */
    static final String IN_PROSE =
            "(?:api|access|account)[_-]?key|secret|password|passwd|pwd|(?:auth|access|bearer|id|refresh|security|session)[_-]?token";

    /** Also several of them, and one of several. */
    private static final Pattern NAME =
            Pattern.compile("(?i).*(?:" + IN_PROSE + "|private[_-]?key|" + AUTHORIZATION + ")s?(?:[ _-]?[0-9]+)?\\s*");

    /** What texts with such a name hold. */
    static final Clue CLUE = Clue.oneOf(Stream.of(
                    Stream.of("secret", "password", "passwd", "pwd", AUTHORIZATION),
                    joined("key", "api", "access", "account", "private"),
                    joined("token", "auth", "access", "bearer", "id", "refresh", "security", "session"))
            .flatMap(words -> words)
            .toArray(String[]::new));

    private static Stream<String> joined(String last, String... first) {
        return Stream.of(first).flatMap(word -> Stream.of(word + last, word + "_" + last, word + "-" + last));
    }

    private SecretNames() {}

    /** Whether the name of a property is one. */
    static boolean is(String name) {
        return NAME.matcher(name).matches();
    }
}
