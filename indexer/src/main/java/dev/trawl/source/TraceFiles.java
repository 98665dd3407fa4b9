package dev.trawl.source;

import dev.trawl.source.spans.SpansOfTraces;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Which files a person means: files are taken as they are, of folders their {@link FolderFiles}, {@code -} is a stream.
 */
public final class TraceFiles implements Closeable {
    /** Bytes of spans that wait in memory for the rest of their traces; a guess. */
    private static final long MOST_SPANS_IN_MEMORY = 64 << 20;

    /** Stands for standard input. */
    private static final String STREAM = "-";

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
                var folder = FolderFiles.in(path);
                files.addAll(folder.files());
                passedOver += folder.passedOver();
            } else if (Files.exists(path)) {
                files.add(path);
            } else {
                throw new NoSuchFileException(path.toString(), null, "there is no such file or folder");
            }
        }
        return new TraceFiles(files, standardInput, passedOver);
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
