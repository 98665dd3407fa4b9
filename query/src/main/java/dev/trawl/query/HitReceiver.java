package dev.trawl.query;

import java.io.IOException;

/** Gets the traces that a search finds, one by one and in order, while it goes on. */
@FunctionalInterface
public interface HitReceiver {
    void receive(Hit hit) throws IOException;
}
