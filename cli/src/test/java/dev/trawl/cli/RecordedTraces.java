package dev.trawl.cli;

import dev.trawl.indexer.TraceIndexWriter;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.Trace;
import dev.trawl.trace.TraceJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The traces of a real MLflow server that e2e/mlflow keeps, and what its command line printed of them. */
public final class RecordedTraces {
    private static final Path FOLDER = Path.of("../e2e/mlflow");

    private RecordedTraces() {}

    /** A file below e2e/mlflow, as text. */
    public static String text(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The traces of an export, in its order. */
    public static List<Trace> exported(String file) {
        return PythonJson.parse(text("corpus/" + file))
                .path("traces")
                .valueStream()
                .map(TraceJson::read)
                .toList();
    }

    /** A trace by its name in the corpus, {@code t01} to {@code t30}; with spans if any export has them. */
    public static Trace named(String name) {
        var id = PythonJson.parse(text("corpus/corpus.json"))
                .path("ids")
                .path(name)
                .stringValue();
        return Objects.requireNonNull(all().get(id));
    }

    /** All thirty traces, from both experiments. */
    private static Map<String, Trace> all() {
        var traces = new LinkedHashMap<String, Trace>();
        for (var file : List.of("export-1-nospans.json", "export-1.json", "export-2.json")) {
            exported(file).forEach(trace -> traces.put(trace.id(), trace));
        }
        return traces;
    }

    /** Writes an index of all thirty traces. */
    public static void index(Path folder) {
        index(folder, all().values());
    }

    public static void index(Path folder, Collection<Trace> traces) {
        try (var writer = TraceIndexWriter.open(folder)) {
            for (var trace : traces) {
                writer.put(new IndexedTrace(trace));
            }
            writer.commit(Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
