package dev.trawl.cli.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file of text that is replaced as a whole: who reads it sees the old text or the new one, never a part. */
public final class ReplacedFile {
    private ReplacedFile() {}

    /** Writes beside the file first, in its folder, and then puts it in the old one's place. */
    public static void write(Path file, String text) throws IOException {
        // Prometheus's collector reads *.prom only, so the name of what is not finished must end otherwise.
        var unfinished = file.resolveSibling("." + file.getFileName() + ".tmp");
        try {
            Files.write(unfinished, text.getBytes(StandardCharsets.UTF_8));
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException noFolder) {
            throw new FileSystemException(file.toString(), null, "there is no such folder");
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
