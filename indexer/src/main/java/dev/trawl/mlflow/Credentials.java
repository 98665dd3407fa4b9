package dev.trawl.mlflow;

/** How to prove to a server who asks. Never printed: the texts of these records hide the secret. */
public sealed interface Credentials {
    /** Nothing is sent. */
    record None() implements Credentials {}

    /** A user's name and password, sent as {@code Authorization: Basic}. */
    record Basic(String user, String password) implements Credentials {
        @Override
        public String toString() {
            return "Basic[user=" + user + ", password=…]";
        }
    }

    /** A token, sent as {@code Authorization: Bearer}. */
    record Token(String token) implements Credentials {
        @Override
        public String toString() {
            return "Token[…]";
        }
    }
}
