package dev.trawl.indexer;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.lucene.index.ConcurrentMergeScheduler;

/**
 * Merges in threads of their own. One that fails is no uncaught exception of its thread, as in Lucene, whose stack trace
 * nobody could make anything of: whoever commits next hears of it.
 */
final class BackgroundMerges extends ConcurrentMergeScheduler {
    private final AtomicReference<Optional<Throwable>> failure = new AtomicReference<>(Optional.empty());

    @Override
    protected void handleMergeException(Throwable cause) {
        failure.compareAndSet(Optional.empty(), Optional.of(cause));
    }

    /** @throws IOException if a merge has failed, with what the first one failed of */
    void check() throws IOException {
        switch (failure.get().orElse(null)) {
            case null -> {}
            case IOException cause -> throw cause;
            case Throwable cause -> throw new IOException("parts of the index cannot be merged: " + cause, cause);
        }
    }
}
