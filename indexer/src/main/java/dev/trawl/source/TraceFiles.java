package dev.trawl.source;

import dev.trawl.source.spans.SpansOfTraces;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which files a person means: files are taken as they are, folders with all files in them, {@code -} is a stream. Of a folder with an
 * artifact store or an export of mlflow-export-import the files are taken that hold traces, databases, and JSON lines that are no artifacts:
 * what else lies there are attachments, runs and models.
 */
public final class TraceFiles implements Closeable {
    /** Bytes of spans that wait in memory for the rest of their traces; a guess. */
    private static final long MOST_SPANS_IN_MEMORY = 64 << 20;

    /** Stands for standard input. */
    private static final String STREAM = "-";

    /** A file of several traces, by its name. */
    private static final Pattern LINES = Pattern.compile("(?i).*\\.jsonl(\\.gz|\\.zst)?");

    /** How {@code trace.json} of mlflow-export-import begins. */
    private static final Pattern EXPORT = Pattern.compile("\\s*\\{\\s*\"system\"");

    private static final int BEGINNING = 256;

    private final List<Path> files;
    private final InputStream standardInput;
    private final int passedOver;
    private final SpansOfTraces spans = new SpansOfTraces(MOST_SPANS_IN_MEMORY);

    private TraceFiles(List<Path> files, InputStream standardInput, int passedOver) {
        this.files = List.copyOf(files);
        this.standardInput = standardInput;
        this.passedOver = passedOver;
    }

    /**
     * The files, in the order of the paths, those of a folder by name; hidden ones are passed over there.
     *
     * @throws NoSuchFileException if a path leads nowhere
     */
    public static TraceFiles of(List<Path> paths, InputStream standardInput) throws IOException {
        var files = new ArrayList<Path>();
        int passedOver = 0;
        for (var path : paths) {
            if (isStream(path)) {
                // There is no more of it the second time.
                files.remove(path);
                files.add(path);
            } else if (Files.isDirectory(path)) {
                var all = filesIn(path);
                var meant = meant(path, all);
                files.addAll(meant);
                passedOver += all.size() - meant.size();
            } else if (Files.exists(path)) {
                files.add(path);
            } else {
                throw new NoSuchFileException(path.toString(), null, "there is no such file or folder");
            }
        }
        return new TraceFiles(files, standardInput, passedOver);
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        // A walk does not go through the link that a folder may be.
        var real = folder.toRealPath();
        try (var all = Files.walk(real)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.resolve(real.relativize(file)))
                    .filter(file -> !folder.relativize(file).toString().matches("(.*[/\\\\])?\\..*"))
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> meant(Path folder, List<Path> all) {
        var traces = all.stream().filter(TraceFiles::holdsOneTrace).collect(Collectors.toSet());
        return traces.isEmpty()
                ? all
                : all.stream()
                        .filter(file -> traces.contains(file) || holdsSeveral(folder.relativize(file), file))
                        .toList();
    }

    /** Whether it is the file of a trace in a folder that mlflow-export-import wrote or in an artifact store. */
    private static boolean holdsOneTrace(Path file) {
        return isExport(file)
                || (file.endsWith("artifacts/traces.json") && !isExport(file.resolveSibling("../trace.json")));
    }

    private static boolean isExport(Path file) {
        return file.endsWith("trace.json")
                && EXPORT.matcher(new String(beginning(file, BEGINNING), StandardCharsets.ISO_8859_1))
                        .lookingAt();
    }

    /** @param place within the folder that was named */
    private static boolean holdsSeveral(Path place, Path file) {
        return !place.startsWith("artifacts")
                && !place.toString().replace('\\', '/').contains("/artifacts/")
                && (LINES.matcher(place.getFileName().toString()).matches()
                        || DatabaseSource.beginsAsDatabase(beginning(file, BEGINNING)));
    }

    /** Nothing of one that cannot be read: whoever opens it is told why. */
    private static byte[] beginning(Path file, int most) {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(most);
        } catch (IOException unreadable) {
            return new byte[0];
        }
    }

    public List<Path> files() {
        return files;
    }

    /** How many files of folders are not among them, as they lie beside traces of an artifact store or an export. */
    public int passedOver() {
        return passedOver;
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
        } catch (AccessDeniedException e) {
            throw new ImportProblemException(
                    new ImportProblem(file.toString(), 0, "there is no permission to read it"));
        } catch (IOException e) {
            throw new ImportProblemException(
                    new ImportProblem(file.toString(), 0, "cannot be opened: " + e.getMessage()));
        }
    }

    /**
     * Hands over the traces whose spans lay about in the files that were opened; to be called once, after the last.
     *
     * @param goesOn asked again and again, whether to
     */
    public void takeGathered(BooleanSupplier goesOn, Consumer<FoundTrace> taking) throws IOException {
        spans.takeAll(
                goesOn,
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
