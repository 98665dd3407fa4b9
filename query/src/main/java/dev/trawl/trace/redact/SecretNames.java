package dev.trawl.trace.redact;

import java.util.regex.Pattern;

/** Names behind which a secret stands, whatever it looks like. */
final class SecretNames {
    /** Those that also count in prose, where {@code =} or {@code :} follows. */
    static final String IN_PROSE =
            "(?:api|access|account)[_-]?key|secret|password|passwd|pwd|(?:auth|access)[_-]?token";

    private static final Pattern NAME = Pattern.compile("(?i).*(?:" + IN_PROSE + "|private[_-]?key|authorization)");

    /** What texts with such a name hold. */
    static final Clue CLUE = Clue.oneOf(
            "apikey",
            "api_key",
            "api-key",
            "accesskey",
            "access_key",
            "access-key",
            "accountkey",
            "account_key",
            "account-key",
            "privatekey",
            "private_key",
            "private-key",
            "secret",
            "password",
            "passwd",
            "pwd",
            "authtoken",
            "auth_token",
            "auth-token",
            "accesstoken",
            "access_token",
            "access-token",
            "authorization");

    private SecretNames() {}

    /** Whether the name of a property is one. */
    static boolean is(String name) {
        return NAME.matcher(name).matches();
    }
}
