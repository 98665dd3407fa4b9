package dev.trawl.query.strict;

/**
 * An answer of MLflow that is no result. Sets inside the message are sorted, because Python prints them in an order that changes with each
 * process; addresses of objects are {@code 0x…}; the SQL that MLflow appends to a database's complaint is left out.
 *
 * @param errorCode MLflow's name of the error, such as {@code INVALID_PARAMETER_VALUE}
 * @param httpStatus 400 for what the user wrote, 500 and 503 where MLflow stumbles over it
 * @param message MLflow's words
 */
public record Refusal(String errorCode, int httpStatus, String message) {
    static Refusal invalid(String message) {
        return new Refusal("INVALID_PARAMETER_VALUE", 400, message);
    }

    static Refusal badRequest(String message) {
        return new Refusal("BAD_REQUEST", 400, message);
    }

    /** An exception that MLflow did not foresee. */
    static Refusal internal(String message) {
        return new Refusal("INTERNAL_ERROR", 500, message);
    }

    static Refusal unavailable(String message) {
        return new Refusal("TEMPORARILY_UNAVAILABLE", 503, message);
    }

    RefusedException asException() {
        return new RefusedException(this);
    }
}
