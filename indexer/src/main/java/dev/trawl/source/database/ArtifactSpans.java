package dev.trawl.source.database;

import dev.trawl.trace.PythonJson;
import dev.trawl.trace.Span;
import dev.trawl.trace.TraceJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Spans that are not in the database but in files of an artifact store that lies on this machine. */
final class ArtifactSpans {
    private final Path folder;

    /** @param folder where relative locations begin */
    ArtifactSpans(Path folder) {
        this.folder = folder;
    }

    /**
     * The spans of a trace; none when the store is elsewhere.
     *
     * @param location the tag {@code mlflow.artifactLocation}
     */
    List<Span> find(String traceId, String location) {
        var file = local(location).map(store -> store.resolve("traces.json")).filter(Files::isRegularFile);
        try {
            return file.isEmpty()
                    ? List.of()
                    : TraceJson.spans(PythonJson.parse(Files.readAllBytes(file.get())), traceId);
        } catch (IOException e) {
            throw new UncheckedIOException(file.get() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** As MLflow's client finds it, for which the path of a URI need not be escaped ({@code local_file_uri_to_path}, 3.17.2). */
    private Optional<Path> local(String location) {
        try {
            if (location.startsWith("file:")) {
                var path = location.replaceFirst("file:(//[^/]*)?", "").replace("+", "%2B");
                return Optional.of(folder.resolve(URLDecoder.decode(path, StandardCharsets.UTF_8)));
            }
            return location.isEmpty() || location.contains(":/")
                    ? Optional.empty()
                    : Optional.of(folder.resolve(location));
        } catch (IllegalArgumentException noPlaceHere) {
            return Optional.empty();
        }
    }
}
