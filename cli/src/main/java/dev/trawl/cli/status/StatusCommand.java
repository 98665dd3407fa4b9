package dev.trawl.cli.status;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.IndexOption;
import dev.trawl.cli.console.Parameter;
import dev.trawl.cli.console.Surroundings;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code trawl status}: what the index holds, how fresh it is, what failed. */
public final class StatusCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    private final IndexOption index = new IndexOption();

    private final Parameter<StatusFormat> format = Parameter.option("--output")
            .takes("FORMAT", "text (default) or json.")
            .choice(StatusFormat.class, StatusFormat.TEXT);

    public StatusCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The command as picocli needs it. */
    public CommandSpec specification() {
        var specification = CommandSpec.wrapWithoutInspection(this).name("status");
        specification
                .usageMessage()
                .description(
                        "Show what the index holds, how fresh it is and what failed.",
                        "",
                        "Traces, time range and size; for each server and experiment when it was synced and reconciled last; which"
                                + " traces could not be read, why, and when they are tried again.")
                .footer("", "Example:", "  trawl status --output json");
        Parameter.addAll(specification, index.option(), format);
        return specification;
    }

    @Override
    public Integer call() throws IOException {
        var status = IndexStatus.of(index.folder(surroundings));
        switch (format.value()) {
            case TEXT -> StatusText.lines(status).forEach(surroundings.output()::line);
            case JSON -> surroundings.output().line(StatusJson.of(status));
        }
        return ExitCode.SUCCESS.number();
    }
}
