package dev.trawl.cli.doctor;

import dev.trawl.cli.config.Configuration;
import dev.trawl.cli.console.FailureException;
import dev.trawl.cli.console.IndexOption;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.console.Trouble;
import dev.trawl.cli.render.Quantity;
import dev.trawl.index.DamagedIndexException;
import dev.trawl.index.IndexFormatException;
import dev.trawl.index.NoSuchIndexException;
import dev.trawl.query.TraceSearch;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at everything that trawl needs, one thing after the other. */
final class Examination {
    private static final String SERVER = "MLFLOW_TRACKING_URI";
    private static final long LITTLE_SPACE = 1_000_000_000;

    private final List<Finding> findings = new ArrayList<>();

    private Examination() {}

    static List<Finding> of(Surroundings outer, IndexOption index, List<String> commands) {
        var examination = new Examination();
        examination.java();
        var surroundings = examination.configuration(outer, commands);
        var folder = index.folder(surroundings);
        examination.index(folder);
        examination.disk(folder);
        examination.startupCache(surroundings);
        examination.server(outer, surroundings);
        return examination.findings;
    }

    private void java() {
        var state = Runtime.version() + ", " + System.getProperty("java.vendor", "unknown") + ", "
                + System.getProperty("java.home", "") + ", heap of "
                + Quantity.bytes(Runtime.getRuntime().maxMemory());
        findings.add(Finding.well("java", state));
    }

    private Surroundings configuration(Surroundings outer, List<String> commands) {
        var file = Configuration.fileIn(outer);
        try {
            var read = Configuration.of(outer, commands);
            findings.add(Finding.well(
                    "config",
                    Files.isRegularFile(file)
                            ? file + ", " + Quantity.of(read.searches().size(), "saved filter")
                            : "none (it would be " + file + ")"));
            return read.within(outer);
        } catch (FailureException e) {
            findings.add(Finding.bad("config", String.valueOf(e.getMessage()), "correct the file, or move it away"));
            return outer;
        }
    }

    private void index(Path folder) {
        try (var search = TraceSearch.open(folder)) {
            findings.add(Finding.well(
                    "index",
                    folder + ", " + Quantity.of(search.size(), "trace") + ", " + Quantity.bytes(bytes(folder))));
        } catch (NoSuchIndexException e) {
            findings.add(Finding.bad(
                    "index",
                    "there is none in " + folder,
                    "fill it with trawl sync or trawl import, or name another folder with --index"));
        } catch (AccessDeniedException e) {
            findings.add(Finding.bad(
                    "index",
                    Trouble.reason(e),
                    "read it as the user that it belongs to, or name another folder with --index"));
        } catch (IndexFormatException | DamagedIndexException e) {
            findings.add(Finding.bad("index", String.valueOf(e.getMessage())));
        } catch (IOException e) {
            findings.add(Finding.bad(
                    "index", String.valueOf(e.getMessage()), "make the index anew from the server or from files"));
        }
    }

    private static long bytes(Path folder) throws IOException {
        long bytes = 0;
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    private void disk(Path folder) {
        var there = folder.toAbsolutePath();
        while (!Files.isDirectory(there) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            long free = Files.getFileStore(there).getUsableSpace();
            var state = Quantity.bytes(free) + " free for " + folder;
            findings.add(
                    !Files.isWritable(there)
                            ? Finding.bad(
                                    "disk", "no permission to write to " + there, "choose another folder with --index")
                            : free < LITTLE_SPACE
                                    ? Finding.bad("disk", state, "make room: a sync writes before it removes")
                                    : Finding.well("disk", state));
        } catch (IOException e) {
            findings.add(Finding.bad("disk", String.valueOf(e.getMessage()), "choose another folder with --index"));
        }
    }

    private void startupCache(Surroundings surroundings) {
        if (surroundings.variable("TRAWL_STARTUP_CACHE").equals(Optional.of("off"))) {
            findings.add(Finding.well("start-up", "without a cache, as TRAWL_STARTUP_CACHE says"));
            return;
        }
        var cache = surroundings.programFolder().map(home -> home.resolve("cli/target/trawl/startup"));
        boolean made = cache.filter(Files::isDirectory).isPresent();
        findings.add(Finding.well(
                "start-up",
                made ? "cache in " + cache.get() : "no cache yet; the next commands make one in the background"));
    }

    private void server(Surroundings outer, Surroundings surroundings) {
        var address = surroundings.variable(SERVER);
        if (address.isEmpty()) {
            findings.add(Finding.well("server", "none named (" + SERVER + "); searching needs none"));
            return;
        }
        var place = outer.variable(SERVER).isPresent() ? SERVER : "tracking-uri in " + Configuration.fileIn(outer);
        findings.add(new NamedServer(address.get(), place).finding(surroundings));
    }
}
