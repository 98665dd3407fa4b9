package dev.trawl.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The files of a folder that are meant when it is named: all of them; where traces of an artifact store or of mlflow-export-import are among them,
 * these, databases, and JSON lines that are no artifacts. What else lies there are attachments, runs and models.
 *
 * @param files by name
 * @param passedOver how many are not meant
 */
record FolderFiles(List<Path> files, int passedOver) {
    /** A file of several traces, by its name. */
    private static final Pattern LINES = Pattern.compile("(?i).*\\.jsonl(\\.gz|\\.zst)?");

    /** Bytes that tell what a file is. */
    private static final int BEGINNING = 256;

    FolderFiles {
        files = List.copyOf(files);
    }

    /** Of a folder and those in it; hidden ones are none of them. */
    static FolderFiles in(Path folder) throws IOException {
        var all = all(folder);
        var traces = all.stream().filter(FolderFiles::holdsOneTrace).collect(Collectors.toSet());
        var meant = traces.isEmpty()
                ? all
                : all.stream()
                        .filter(file -> traces.contains(file) || holdsSeveral(folder.relativize(file), file))
                        .toList();
        return new FolderFiles(meant, all.size() - meant.size());
    }

    private static List<Path> all(Path folder) throws IOException {
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

    /** Whether it is the file of a trace in a folder that mlflow-export-import wrote or in an artifact store. */
    private static boolean holdsOneTrace(Path file) {
        return isExport(file)
                || (file.endsWith("artifacts/traces.json") && !isExport(file.resolveSibling("../trace.json")));
    }

    private static boolean isExport(Path file) {
        return file.endsWith("trace.json")
                && FileKind.of(new String(beginning(file), StandardCharsets.ISO_8859_1)) == FileKind.EXPORT;
    }

    /** @param place within the folder that was named */
    private static boolean holdsSeveral(Path place, Path file) {
        return !place.startsWith("artifacts")
                && !place.toString().replace('\\', '/').contains("/artifacts/")
                && (LINES.matcher(place.getFileName().toString()).matches()
                        || DatabaseSource.beginsAsDatabase(beginning(file)));
    }

    /** Nothing of one that cannot be read: whoever opens it is told why. */
    private static byte[] beginning(Path file) {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(BEGINNING);
        } catch (IOException unreadable) {
            return new byte[0];
        }
    }
}
