package dev.trawl.cli.console;

import dev.trawl.cli.render.Quantity;
import dev.trawl.index.IndexFormat;
import dev.trawl.query.TraceSearch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The option that says which index is meant. */
public final class IndexOption {
    private final Parameter<Optional<Path>> folder = Parameter.option("--index")
            .takes(
                    "DIR",
                    "Folder of the index. Default: TRAWL_INDEX, else trawl/index in XDG_DATA_HOME (~/.local/share).")
            .optionalPath();

    public Parameter<Optional<Path>> option() {
        return folder;
    }

    /** Opens the index that was asked for. */
    public TraceSearch open(Surroundings surroundings) throws IOException {
        var folder = folder(surroundings);
        long began = surroundings.nanoseconds().getAsLong();
        var search = TraceSearch.open(folder);
        surroundings.narrate(() -> "index " + folder + ", " + Quantity.of(search.size(), "trace") + ", opened in "
                + Quantity.duration(surroundings.since(began)));
        return search;
    }

    /**
     * The same folder, to be written to.
     *
     * @throws dev.trawl.index.IndexFormatException if it is a file
     */
    public Path folderToWrite(Surroundings surroundings) throws IOException {
        var folder = folder(surroundings);
        IndexFormat.refuseFile(folder);
        return folder;
    }

    /** The folder that was asked for, else {@code TRAWL_INDEX}, else the one in the user's data folder. */
    public Path folder(Surroundings surroundings) {
        return folder.value()
                .or(() -> surroundings.variable("TRAWL_INDEX").map(Path::of))
                .orElseGet(() -> surroundings
                        .xdgFolder("XDG_DATA_HOME", ".local/share")
                        .resolve("trawl")
                        .resolve("index"));
    }
}
