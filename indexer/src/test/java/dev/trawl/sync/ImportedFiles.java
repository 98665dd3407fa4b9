package dev.trawl.sync;

import dev.trawl.indexer.TraceIndexWriter;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.TraceJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;

/** Files with the recorded traces in various forms, an index, and imports from the ones to the other. */
abstract class ImportedFiles {
    static final Path EXPORT = Path.of("../e2e/mlflow/corpus/export-1.json");

    @TempDir
    Path folder;

    InputStream standardInput = InputStream.nullInputStream();

    ImportReport run(Path... paths) throws IOException {
        return run(false, paths);
    }

    ImportReport run(boolean strict, Path... paths) throws IOException {
        try (var writer = TraceIndexWriter.open(folder.resolve("index"))) {
            return new Import(writer, standardInput, Clock.systemUTC())
                    .run(List.of(paths), strict, ImportListener.NONE);
        }
    }

    Map<String, IndexedTrace> index() throws IOException {
        var held = new TreeMap<String, IndexedTrace>();
        try (var writer = TraceIndexWriter.open(folder.resolve("index"))) {
            for (var id : exported().keySet()) {
                writer.held(id).ifPresent(trace -> held.put(id, trace));
            }
        }
        return held;
    }

    static Map<String, IndexedTrace> exported() throws IOException {
        var all = new TreeMap<String, IndexedTrace>();
        PythonJson.parse(Files.readAllBytes(EXPORT)).path("traces").forEach(json -> {
            var trace = new IndexedTrace(TraceJson.read(json));
            all.put(trace.id(), trace);
        });
        return all;
    }

    static String text() throws IOException {
        return String.join("\n", lines()) + "\n";
    }

    static List<String> lines() throws IOException {
        return PythonJson.parse(Files.readAllBytes(EXPORT))
                .path("traces")
                .valueStream()
                .map(PythonJson::readable)
                .toList();
    }

    Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    static byte[] compact(byte[] json) {
        return bytes(PythonJson.ascii(PythonJson.parse(json)));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] gzip(byte[] content) throws IOException {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(content);
        }
        return compressed.toByteArray();
    }

    static byte[] concatenated(byte[]... parts) throws IOException {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.write(part);
        }
        return all.toByteArray();
    }
}
