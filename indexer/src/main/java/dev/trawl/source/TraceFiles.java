package dev.trawl.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which files a person means: files are taken as they are, folders with all files in them, {@code -} is a stream. */
public final class TraceFiles {
    /** Stands for standard input. */
    private static final String STREAM = "-";

    private final List<Path> files;
    private final InputStream standardInput;

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
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !folder.relativize(file).toString().matches("(.*[/\\\\])?\\..*"))
                    .sorted()
                    .toList();
        }
    }

    public List<Path> files() {
        return files;
    }

    /** Bytes of all files as they are stored; 0 when a stream is among them. */
    public long totalBytes() throws IOException {
        long bytes = 0;
        for (var file : files) {
            if (isStream(file)) {
                return 0;
            }
            bytes += Files.size(file);
        }
        return bytes;
    }

    /**
     * Begins to read one of the files.
     *
     * @throws ImportProblemException if it cannot hold traces
     */
    public TraceSource open(Path file) throws ImportProblemException {
        try {
            if (!isStream(file) && DatabaseSource.isDatabase(file)) {
                return DatabaseSource.open(file);
            }
            var stream = isStream(file) ? new BufferedInputStream(standardInput) : Files.newInputStream(file);
            return TraceFile.open(file.toString(), stream);
        } catch (IOException e) {
            throw new ImportProblemException(
                    new ImportProblem(file.toString(), 0, "cannot be opened: " + e.getMessage()));
        }
    }

    private static boolean isStream(Path path) {
        return path.toString().equals(STREAM);
    }
}
