package dev.trawl.cli.search;

import dev.trawl.query.Hit;
import dev.trawl.query.HitReceiver;
import java.io.IOException;
import java.util.Optional;

/** Shows hits one by one, as they come; memory holds a few of them. */
public interface Results extends HitReceiver {
    @Override
    void receive(Hit hit) throws IOException;

    /**
     * Shows what is left when there are no more hits.
     *
     * @param next the token of the next page, if there is one
     */
    void finish(Optional<String> next);
}
