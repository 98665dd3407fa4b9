package dev.trawl.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A file that appears under its name when it is whole and on the disk: until then it has a name of its own beside it. What
 * is closed without {@link #finish} was never there. Only its owner may read it, where files have modes.
 */
public final class WholeFile implements AutoCloseable {
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final String UNFINISHED = ".unfinished";

    private static final String NO_FILE = "it is no file; name one, or use trawl search --output jsonl for a pipe";

    private final Path file;
    private final Path unfinished;
    private final boolean overwrite;
    private final FileChannel channel;
    private final OutputStream content;

    private WholeFile(Path file, boolean overwrite, FileCompression compression, FileAttribute<?>... attributes)
            throws IOException {
        this.file = file;
        this.overwrite = overwrite;
        this.unfinished = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid() + UNFINISHED);
        // What is there by that name was left by a process of the same number, or put there by somebody else.
        Files.deleteIfExists(unfinished);
        this.channel = FileChannel.open(
                unfinished, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes);
        keep(channel);
        this.content = compression.around(new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16));
    }

    /**
     * Begins a file, compressed as its name says.
     *
     * @throws FileSystemException as {@link #check} says
     */
    public static WholeFile begin(Path file, boolean overwrite) throws IOException {
        return begin(file, overwrite, FileCompression.of(file.getFileName().toString()));
    }

    /**
     * Begins a file that is not compressed, whatever its name.
     *
     * @throws FileSystemException as {@link #check} says
     */
    public static WholeFile beginUncompressed(Path file, boolean overwrite) throws IOException {
        return begin(file, overwrite, FileCompression.NONE);
    }

    private static WholeFile begin(Path file, boolean overwrite, FileCompression compression) throws IOException {
        check(file, overwrite);
        removeLeft(file);
        boolean hasModes = Files.getFileStore(file.toAbsolutePath().getParent())
                .supportsFileAttributeView(PosixFileAttributeView.class);
        return hasModes
                ? new WholeFile(file, overwrite, compression, OWNER_ONLY)
                : new WholeFile(file, overwrite, compression);
    }

    /** Removes what killed processes have left of earlier files of this name: the system has taken their locks away. */
    private static void removeLeft(Path file) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        var left = Pattern.compile(Pattern.quote(file.getFileName() + ".") + "[0-9]+" + Pattern.quote(UNFINISHED));
        try (var files = Files.list(folder)) {
            for (var name : (Iterable<Path>) files::iterator) {
                if (left.matcher(name.getFileName().toString()).matches()) {
                    removeUnlessInUse(name);
                }
            }
        } catch (AccessDeniedException unreadable) {
            // Whoever may not list the folder may still write a file there.
        }
    }

    private static void removeUnlessInUse(Path unfinished) {
        try (var channel = FileChannel.open(unfinished, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            if (channel.tryLock() != null) {
                Files.deleteIfExists(unfinished);
            }
        } catch (OverlappingFileLockException ownOther) {
            // Another thread writes it.
        } catch (IOException notOurs) {
            // Somebody else's, or gone, or on a file system without locks.
        }
    }

    /** Tells other processes that the file is in use. */
    private static void keep(FileChannel unfinished) {
        try {
            unfinished.lock();
        } catch (IOException withoutLocks) {
            // Then nothing is removed, either.
        }
    }

    /**
     * Refuses a name that no file can be given: that of a file, unless it is to be overwritten, and that of anything else that
     * exists. A symbolic link is not followed: who put it there may not be who writes.
     *
     * @throws FileAlreadyExistsException if the file exists and is not to be overwritten
     * @throws FileSystemException if it is no file, or has no folder to be in
     */
    public static void check(Path file, boolean overwrite) throws FileSystemException {
        var obstacle = obstacle(file);
        if (obstacle.isPresent()) {
            throw new FileSystemException(file.toString(), null, obstacle.get());
        }
        if (!overwrite && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(file.toString(), null, "it exists; --overwrite replaces it");
        }
    }

    private static Optional<String> obstacle(Path file) {
        if (file.equals(Path.of("-"))) {
            return Optional.of(NO_FILE);
        }
        if (Files.isDirectory(file)) {
            return Optional.of("it is a folder; name a file in it");
        }
        if (Files.isSymbolicLink(file) && Files.notExists(file)) {
            return Optional.of("it is a symbolic link to nothing; remove it, or name another file");
        }
        if (Files.isSymbolicLink(file) && Files.isRegularFile(file)) {
            return Optional.of("it is a symbolic link; name the file that it leads to");
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Files.isRegularFile(file) ? Optional.empty() : Optional.of(NO_FILE);
        }
        var folder = Optional.ofNullable(file.getParent());
        if (folder.filter(Files::notExists).isPresent()) {
            return Optional.of("the folder " + folder.get() + " does not exist");
        }
        return folder.filter(Files::isRegularFile).map(named -> named + " is no folder");
    }

    /** Where the content goes. */
    public OutputStream content() {
        return content;
    }

    /**
     * Gives the file its name.
     *
     * @return its size in bytes
     */
    public long finish() throws IOException {
        content.close();
        try (var whole = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            keep(whole);
            whole.force(true);
            if (!overwrite && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileAlreadyExistsException(file.toString(), null, "it has come into being meanwhile");
            }
            long size = whole.size();
            try {
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
            }
            return size;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
