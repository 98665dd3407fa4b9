package dev.trawl.cli.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file of text that is replaced as a whole: who reads it sees the old text or the new one, never a part. */
public final class ReplacedFile {
    private ReplacedFile() {}

    /**
     * Refuses a name under which no file can be put without taking the place of something else: a folder, a pipe, a device,
     * a symbolic link.
     */
    public static void check(Path file) throws FileSystemException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "it is a folder; name a file in it");
        }
        boolean standsForOutput = file.equals(Path.of("-"));
        boolean taken =
                Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
        if (standsForOutput || taken) {
            throw new FileSystemException(file.toString(), null, "it is no file; name one that may be replaced");
        }
    }

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
