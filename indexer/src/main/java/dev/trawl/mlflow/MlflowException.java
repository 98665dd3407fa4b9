package dev.trawl.mlflow;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Why a server could not be asked or did not answer. The message is one or two plain sentences, what happened and what
 * to do about it, and never holds a password or token.
 */
public final class MlflowException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Kind {
        /** The user wants nothing to be asked of any server. */
        OFFLINE,
        /** The tracking URI is no address of a server. */
        BAD_ADDRESS,
        /** The credentials or certificates that the environment names cannot be used. */
        BAD_CREDENTIALS,
        /** No connection, or it broke. */
        UNREACHABLE,
        /** Something answers, but it is no MLflow server. */
        NOT_MLFLOW,
        /** An MLflow server too old to be read. */
        UNSUPPORTED,
        /** 401. */
        UNAUTHORISED,
        /** 403. */
        FORBIDDEN,
        /** 404: no such trace, experiment or endpoint. */
        NOT_FOUND,
        /** 400 and other refusals, with the server's reason. */
        REFUSED,
        /** The server knows a trace but does not hold its spans in its database. */
        SPANS_NOT_STORED,
        /** 5xx and 429 even after retries. */
        SERVER_ERROR,
        /** What came back is not what MLflow answers. */
        MALFORMED,
        /** {@link MlflowClient#stop} was called. */
        STOPPED;

        /** Whether nothing else can be asked of the server either, so that going on makes no sense. */
        public boolean concernsWholeServer() {
            return switch (this) {
                case OFFLINE,
                        BAD_ADDRESS,
                        BAD_CREDENTIALS,
                        UNREACHABLE,
                        NOT_MLFLOW,
                        UNSUPPORTED,
                        UNAUTHORISED,
                        STOPPED -> true;
                case FORBIDDEN, NOT_FOUND, REFUSED, SPANS_NOT_STORED, SERVER_ERROR, MALFORMED -> false;
            };
        }
    }

    private final Kind kind;
    private final boolean passing;
    private final transient Optional<Duration> retryAfter;

    public MlflowException(Kind kind, String sentence) {
        this(kind, sentence, false, Optional.empty());
    }

    /**
     * @param passing whether asking again may help
     * @param retryAfter how long the server asks to wait before that
     */
    MlflowException(Kind kind, String sentence, boolean passing, Optional<Duration> retryAfter) {
        super(sentence);
        this.kind = kind;
        this.passing = passing;
        this.retryAfter = retryAfter;
    }

    public Kind kind() {
        return kind;
    }

    boolean passing() {
        return passing;
    }

    Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
