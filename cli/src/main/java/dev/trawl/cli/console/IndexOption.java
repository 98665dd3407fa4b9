package dev.trawl.cli.console;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that says which index is meant. */
public final class IndexOption {
    @Option(
            names = "--index",
            paramLabel = "DIR",
            description = "Folder of the index. Default: TRAWL_INDEX, else trawl/index in XDG_DATA_HOME"
                    + " (~/.local/share).")
    private Optional<Path> folder = Optional.empty();

    /** The folder that was asked for, else {@code TRAWL_INDEX}, else the one in the user's data folder. */
    public Path folder(Surroundings surroundings) {
        return folder.or(() -> surroundings.variable("TRAWL_INDEX").map(Path::of))
                .orElseGet(() -> surroundings
                        .xdgFolder("XDG_DATA_HOME", ".local/share")
                        .resolve("trawl")
                        .resolve("index"));
    }
}
