package dev.trawl.source;

import dev.trawl.source.spans.SpansOfTraces;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Which files a person means: files are taken as they are, folders with all files
 * in them (of an artifact store or an export of mlflow-export-import, those that hold traces), {@code -} is a stream. */
public final class TraceFiles implements Closeable {
    /** Bytes of spans that wait in memory for the rest of their traces; a guess. */
    private static final long MOST_SPANS_IN_MEMORY = 64 << 20;

    /** Stands for standard input. */
    private static final String STREAM = "-";

    private final List<Path> files;
    private final InputStream standardInput;
    private final SpansOfTraces spans = new SpansOfTraces(MOST_SPANS_IN_MEMORY);

    private TraceFiles(List<Path> files, InputStream standardInput) {
        this.files = List.copyOf(files);
        this.standardInput = standardInput;
    }

    /**
     * The files, in the order of the paths, those of a folder by name; hidden ones are passed over there.
     *
     * @throws NoSuchFileException if a path leads nowhere
     */
    public static TraceFiles of(List<Path> paths, InputStream standardInput) throws IOException {
        var files = new ArrayList<Path>();
        for (var path : paths) {
            if (isStream(path)) {
                files.add(path);
            } else if (Files.isDirectory(path)) {
                files.addAll(filesIn(path));
            } else if (Files.exists(path)) {
                files.add(path);
            } else {
                throw new NoSuchFileException(path.toString(), null, "there is no such file or folder");
            }
        }
        return new TraceFiles(files, standardInput);
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        // A walk does not go through the link that a folder may be.
        var real = folder.toRealPath();
        try (var all = Files.walk(real)) {
            var files = all.filter(Files::isRegularFile)
                    .map(file -> folder.resolve(real.relativize(file)))
                    .filter(file -> !folder.relativize(file).toString().matches("(.*[/\\\\])?\\..*"))
                    .sorted()
                    .toList();
            var traces = files.stream().filter(TraceFiles::holdsOneTrace).toList();
            return traces.isEmpty() ? files : traces;
        }
    }

    /**
     * Whether it is the file of a trace in a folder that mlflow-export-import wrote or in an artifact store. Where there
     * are such, the files beside them are attachments, runs and models.
     */
    private static boolean holdsOneTrace(Path file) {
        return file.endsWith("trace.json")
                || (file.endsWith("artifacts/traces.json") && !Files.exists(file.resolveSibling("../trace.json")));
    }

    public List<Path> files() {
        return files;
    }

    /** Bytes of all files as they are stored; 0 when a stream or a pipe is among them. */
    public long totalBytes() throws IOException {
        long bytes = 0;
        for (var file : files) {
            if (isReadOnce(file)) {
                return 0;
            }
            bytes += Files.size(file);
        }
        return bytes;
    }

    /**
     * Begins to read one of the files.
     *
     * @param goesOn asked again and again while a database is waited for that another program has locked, whether to wait further
     * @throws ImportProblemException if it cannot hold traces
     */
    public TraceSource open(Path file, BooleanSupplier goesOn) throws ImportProblemException {
        try {
            if (!isReadOnce(file) && DatabaseSource.isDatabase(file)) {
                return DatabaseSource.open(file, goesOn);
            }
            var stream = isStream(file) ? new BufferedInputStream(standardInput) : Files.newInputStream(file);
            return TraceFile.open(file.toString(), stream, spans);
        } catch (IOException e) {
            throw new ImportProblemException(
                    new ImportProblem(file.toString(), 0, "cannot be opened: " + e.getMessage()));
        }
    }

    /** Hands over the traces whose spans lay about in the files that were opened; to be called once, after the last. */
    public void takeGathered(Consumer<FoundTrace> taking) throws IOException {
        spans.takeAll(
                trace -> taking.accept(FoundTrace.of("trace " + trace.traceId(), 0, trace.size(), trace::decode)));
    }

    @Override
    public void close() throws IOException {
        spans.close();
    }

    private static boolean isStream(Path path) {
        return path.toString().equals(STREAM);
    }

    /** Whether what was read is not there a second time: standard input, and pipes that have a name. */
    private static boolean isReadOnce(Path path) {
        return isStream(path) || !Files.isRegularFile(path);
    }
}
