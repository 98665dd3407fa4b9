package dev.trawl.cli.console;

import dev.trawl.query.TraceSearch;
import dev.trawl.trace.redact.Redaction;
import java.io.IOException;
import java.nio.file.Path;

/** The options of commands that show stored traces to a person: what is private, whether a pager is used, which index. */
public final class ReadingOptions {
    private final Surroundings surroundings;
    private final RedactOption redact = new RedactOption();
    private final Parameter<Boolean> noPager = Parameter.option("--no-pager").flag("Write straight to the terminal.");
    private final IndexOption index = new IndexOption();

    public ReadingOptions(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** In the order of the help. */
    public Parameter<?>[] options() {
        return new Parameter<?>[] {redact.option(), noPager, index.option()};
    }

    public Redaction redaction() throws IOException {
        return redact.redaction(surroundings);
    }

    public Pager pager() {
        return Pager.open(surroundings, !noPager.value());
    }

    public TraceSearch index() throws IOException {
        return index.open(surroundings);
    }

    public Path folder() {
        return index.folder(surroundings);
    }
}
