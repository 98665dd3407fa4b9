package dev.trawl.cli.search;

import dev.trawl.cli.render.TracesDocument;
import dev.trawl.query.Hit;
import java.io.IOException;
import java.util.Optional;

/**
 * One JSON document, as {@code mlflow traces search} prints it.
 *
 * @param elements adds to it what is shown of a hit
 */
record JsonResults(TracesDocument document, Elements elements) implements Results {
    /** Adds what is shown of a hit to the document. */
    interface Elements {
        void add(TracesDocument document, Hit hit) throws IOException;
    }

    @Override
    public void receive(Hit hit) throws IOException {
        elements.add(document, hit);
    }

    @Override
    public void finish(Optional<String> next) {
        document.finish(next);
    }
}
