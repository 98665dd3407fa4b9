package dev.trawl.cli.search;

import dev.trawl.cli.console.Output;
import dev.trawl.query.Hit;
import java.io.IOException;
import java.util.Optional;

/** Lines for each hit, perhaps below a header, and nothing else. */
final class LineResults implements Results {
    private final Optional<String> header;
    private final Output output;
    private final Lines lines;
    private boolean begun;

    /** Prints the lines of a hit. */
    interface Lines {
        void print(Hit hit) throws IOException;
    }

    LineResults(Optional<String> header, Output output, Lines lines) {
        this.header = header;
        this.output = output;
        this.lines = lines;
    }

    @Override
    public void receive(Hit hit) throws IOException {
        begin();
        lines.print(hit);
    }

    @Override
    public void finish(Optional<String> next) {
        begin();
    }

    private void begin() {
        if (!begun) {
            begun = true;
            header.ifPresent(output::line);
        }
    }
}
