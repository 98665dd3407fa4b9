package dev.trawl.trace;

/** Says which part of a JSON is not what MLflow writes for a trace. */
public final class MalformedTraceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedTraceException(String message) {
        super(message);
    }

    /** The same complaint, with the place around it in front. */
    MalformedTraceException within(String place) {
        return new MalformedTraceException(place + ": " + getMessage());
    }
}
