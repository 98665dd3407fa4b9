package dev.trawl.query.stats;

/** Time was to be cut into more stretches than anybody can look at. */
public final class TooManyBarsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long bars;

    public TooManyBarsException(long bars) {
        super("too many stretches of time: " + bars);
        this.bars = bars;
    }

    public long bars() {
        return bars;
    }
}
