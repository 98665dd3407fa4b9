package dev.trawl.cli.care;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.IndexOption;
import dev.trawl.cli.console.Parameter;
import dev.trawl.cli.console.Surroundings;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code trawl reindex} and {@code trawl compact}: what takes no option but which index. */
public final class IndexCareCommand implements Callable<Integer> {
    private final IndexCareVerb verb;
    private final Surroundings surroundings;
    private final IndexOption index = new IndexOption();

    private IndexCareCommand(IndexCareVerb verb, Surroundings surroundings) {
        this.verb = verb;
        this.surroundings = surroundings;
    }

    /** An index made anew from the traces in it. */
    public static IndexCareCommand reindex(Surroundings surroundings) {
        return new IndexCareCommand(IndexCareVerb.REINDEX, surroundings);
    }

    /** An index in a few large parts. */
    public static IndexCareCommand compact(Surroundings surroundings) {
        return new IndexCareCommand(IndexCareVerb.COMPACT, surroundings);
    }

    /** The command as picocli needs it. */
    public CommandSpec specification() {
        var specification = CommandSpec.wrapWithoutInspection(this).name(verb.toString());
        specification.usageMessage().description(verb.description()).footer("", "Example:", "  trawl " + verb);
        Parameter.addAll(specification, index.option());
        return specification;
    }

    @Override
    public Integer call() throws IOException {
        var folder = index.folder(surroundings);
        return verb.progress().during(surroundings, listener -> verb.run(folder, listener), report -> {
            surroundings.tell(verb.told(report, folder));
            return ExitCode.SUCCESS;
        });
    }
}
