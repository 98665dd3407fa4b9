package dev.trawl.cli.man;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.Pager;
import dev.trawl.cli.console.Parameter;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.console.UsageException;
import dev.trawl.cli.render.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code trawl man}: manual pages, shown or written for {@code man} to find. */
public final class ManCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final CommandSpec specification = CommandSpec.wrapWithoutInspection(this);

    private final Parameter<List<String>> words = Parameter.arguments()
            .takes("COMMAND", "Which command, or filters or exit-codes. Default: trawl itself.")
            .texts();

    private final Parameter<Optional<Path>> write = Parameter.option("--write")
            .takes("DIR", "Write all pages into DIR/man1 and DIR/man7 instead.")
            .optionalPath();

    public ManCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The command as picocli needs it. */
    public CommandSpec specification() {
        specification.name("man");
        specification
                .usageMessage()
                .description(
                        "Show the manual page of a command.",
                        "",
                        "On a terminal as man shows it, in a pipe as man reads it.")
                .footer(
                        "",
                        "Examples:",
                        "  trawl man search",
                        "  trawl man --write ~/.local/share/man",
                        "  man trawl-search");
        Parameter.addAll(specification, words, write);
        return specification;
    }

    @Override
    public Integer call() throws IOException {
        var pages = ManualPage.all(specification.root());
        if (write.value().isPresent()) {
            write(pages, write.value().get());
        } else {
            try (var pager = Pager.through(List.of("man", "-l", "-"), surroundings)) {
                pager.output().text(wanted(pages).roff());
            }
        }
        return ExitCode.SUCCESS.number();
    }

    private ManualPage wanted(List<ManualPage> pages) {
        var beginning = specification.root().name();
        var name = words.value().isEmpty() ? beginning : beginning + "-" + String.join("-", words.value());
        return pages.stream()
                .filter(page -> page.name().equals(name))
                .findFirst()
                .orElseThrow(() -> {
                    var asked = String.join(" ", words.value());
                    var names = pages.stream()
                            .map(page ->
                                    page.name().substring(beginning.length()).replaceFirst("-", ""))
                            .toList();
                    return new UsageException(
                            "There is no page on '" + asked + "'." + UsageException.suggestion(asked, names));
                });
    }

    private void write(List<ManualPage> pages, Path folder) throws IOException {
        for (var page : pages) {
            var place = Files.createDirectories(folder.resolve("man" + page.section()));
            Files.writeString(place.resolve(page.fileName()), page.roff());
        }
        surroundings.tell("wrote " + Quantity.of(pages.size(), "manual page") + " into " + folder);
    }
}
