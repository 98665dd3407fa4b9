package dev.trawl.indexer;

import dev.trawl.index.UnfinishedIndex;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.Lock;
import org.apache.lucene.util.IOUtils;

/**
 * The folder of an index, for its owner alone: traces hold what people said. The folder is made with mode 0700 whatever the
 * umask, and so is an empty one that is made an index. Files may be used by whom the folder lets in, so that an owner who
 * opens it to a group by {@code chmod} shares what is written later, too. On file systems without such modes nothing is done.
 */
public final class OwnersDirectory extends FilterDirectory {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> ENTERING = EnumSet.of(
            PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE);

    private final Path folder;
    private final boolean made;
    private final Set<PosixFilePermission> ofFiles;

    private OwnersDirectory(Path folder, boolean made, Set<PosixFilePermission> ofFiles) throws IOException {
        super(FSDirectory.open(folder));
        this.folder = folder;
        this.made = made;
        this.ofFiles = Set.copyOf(ofFiles);
    }

    /** Opens the folder of an index, which is made if it is not there. */
    public static OwnersDirectory open(Path folder) throws IOException {
        boolean hasModes = Files.getFileStore(existing(folder)).supportsFileAttributeView(PosixFileAttributeView.class);
        boolean isNew = !Files.isDirectory(folder);
        if (isNew) {
            make(folder, hasModes);
        } else if (hasModes && isEmpty(folder)) {
            Files.setPosixFilePermissions(folder, OWNER_ONLY);
        }
        var ofFiles = EnumSet.noneOf(PosixFilePermission.class);
        if (hasModes) {
            ofFiles.addAll(Files.getPosixFilePermissions(folder));
            ofFiles.removeAll(ENTERING);
        }
        return new OwnersDirectory(folder, isNew, ofFiles);
    }

    Path folder() {
        return folder;
    }

    /** The nearest folder above, or the folder itself, that is there. */
    private static Path existing(Path folder) {
        var at = folder.toAbsolutePath();
        while (!Files.exists(at) && at.getParent() != null) {
            at = at.getParent();
        }
        return at;
    }

    private static void make(Path folder, boolean hasModes) throws IOException {
        if (Files.isSymbolicLink(folder)) {
            throw new FileSystemException(
                    folder.toString(),
                    null,
                    "it is a symbolic link to nothing; remove it, or name another folder with --index");
        }
        var absolute = folder.toAbsolutePath();
        if (absolute.getParent() != null) {
            Files.createDirectories(absolute.getParent());
        }
        if (hasModes) {
            Files.createDirectory(absolute, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } else {
            Files.createDirectory(absolute);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
        return owned(in.createOutput(name, context));
    }

    @Override
    public IndexOutput createTempOutput(String prefix, String suffix, IOContext context) throws IOException {
        return owned(in.createTempOutput(prefix, suffix, context));
    }

    @Override
    public Lock obtainLock(String name) throws IOException {
        var lock = in.obtainLock(name);
        try {
            protect(name);
            return lock;
        } catch (IOException | RuntimeException e) {
            IOUtils.closeWhileHandlingException(lock);
            throw e;
        }
    }

    /** Takes an unfinished index away, and the folder if opening made it; the caller has the lock. */
    public void removeUnfinished() throws IOException {
        UnfinishedIndex.remove(this);
        Files.deleteIfExists(folder.resolve(IndexWriter.WRITE_LOCK_NAME));
        if (made) {
            try {
                Files.deleteIfExists(folder);
            } catch (DirectoryNotEmptyException usedOtherwise) {
                // Somebody has put something there meanwhile.
            }
        }
    }

    private IndexOutput owned(IndexOutput output) throws IOException {
        protect(output.getName());
        return output;
    }

    private void protect(String name) throws IOException {
        var file = folder.resolve(name);
        // Only the owner of a file may set its modes, even to those that it has.
        if (!ofFiles.isEmpty() && !Files.getPosixFilePermissions(file).equals(ofFiles)) {
            Files.setPosixFilePermissions(file, ofFiles);
        }
    }
}
