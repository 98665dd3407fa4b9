package dev.trawl.index;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.jspecify.annotations.Nullable;

/**
 * A file of an index that is not as Lucene wrote it: every one ends with a checksum of what stands before.
 *
 * @param file its name within the index's folder
 * @param what is wrong, in words
 */
public record IndexDamage(String file, String what) {
    /** There are files of an index, and none that tells which of them belong to it. */
    static final IndexDamage LOST_COMMIT =
            new IndexDamage("segments_*", "it, which tells what belongs to the index, is missing");

    /** A writer that commits meanwhile removes files; then there is a newer commit to look at. */
    private static final int ATTEMPTS = 20;

    /** {@code _3.cfs: it is empty}. */
    @Override
    public String toString() {
        return file + ": " + what;
    }

    /**
     * Reads every file of the last commit.
     *
     * @return those that are damaged; empty also where there is no index at all
     */
    public static List<IndexDamage> find(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var directory = FSDirectory.open(folder)) {
            for (int attempt = 1; ; attempt++) {
                var commit = lastCommit(directory);
                var found = commit == null ? withoutCommit(directory) : ofCommit(directory, commit);
                boolean overtaken = commit != null && !commit.equals(lastCommit(directory));
                if (found.isEmpty() || !overtaken || attempt == ATTEMPTS) {
                    return found;
                }
            }
        }
    }

    private static @Nullable String lastCommit(Directory directory) throws IOException {
        return SegmentInfos.getLastCommitSegmentsFileName(directory.listAll());
    }

    /**
     * What to tell of a failure to read an index.
     *
     * @return the damage that is behind it, if there is one, else the failure as well as it can be said
     */
    public static IOException behind(Exception failure, Path folder) throws IOException {
        if (failure instanceof IndexFormatException told) {
            return told;
        }
        var damage = find(folder).stream().findFirst();
        if (damage.isPresent()) {
            return new DamagedIndexException(folder, damage.get());
        }
        return switch (failure) {
            case IndexNotFoundException nothing -> new NoSuchIndexException(folder);
            case IndexFormatTooNewException tooNew -> IndexFormatException.tooNew(folder);
            case IndexFormatTooOldException tooOld -> IndexFormatException.tooOld(folder);
            case CorruptIndexException corrupt -> mixedUp(folder, corrupt.getOriginalMessage());
            case IOException trouble -> trouble;
            default -> mixedUp(folder, failure.toString());
        };
    }

    /** Each file is whole, but not what the others expect: one was put in the place of another. */
    private static DamagedIndexException mixedUp(Path folder, String detail) {
        return new DamagedIndexException(
                folder, new IndexDamage("its files", "they do not belong together (" + detail + ")"));
    }

    private static List<IndexDamage> withoutCommit(Directory directory) throws IOException {
        return UnfinishedIndex.isCommitLost(directory) ? List.of(LOST_COMMIT) : List.of();
    }

    private static List<IndexDamage> ofCommit(Directory directory, String commit) throws IOException {
        var found = new ArrayList<IndexDamage>();
        try {
            for (var file : SegmentInfos.readCommit(directory, commit).files(true)) {
                of(directory, file).ifPresent(found::add);
            }
        } catch (IndexFormatTooNewException | IndexFormatTooOldException otherVersion) {
            // Or a flipped bit in the number of the version.
            found.addAll(broken(directory, commit));
        } catch (IOException | RuntimeException e) {
            found.addAll(broken(directory, commit));
            if (found.isEmpty()) {
                found.add(missingPart(e, commit));
            }
        }
        return found;
    }

    /** Reading a commit reads small files of its segments, too: the fault may be any one's. */
    private static List<IndexDamage> broken(Directory directory, String commit) throws IOException {
        var found = new ArrayList<IndexDamage>();
        of(directory, commit).ifPresent(found::add);
        if (found.isEmpty()) {
            for (var file : directory.listAll()) {
                if (file.startsWith("_")) {
                    of(directory, file).ifPresent(found::add);
                }
            }
        }
        return found;
    }

    private static IndexDamage missingPart(Throwable problem, String commit) {
        return switch (problem) {
            case NoSuchFileException missing ->
                new IndexDamage(Path.of(missing.getFile()).getFileName().toString(), "it is missing");
            case FileNotFoundException missing ->
                new IndexDamage(String.valueOf(missing.getMessage()), "it is missing");
            default ->
                problem.getCause() == null
                        ? new IndexDamage(commit, "it cannot be understood")
                        : missingPart(problem.getCause(), commit);
        };
    }

    private static Optional<IndexDamage> of(Directory directory, String file) {
        try (var in = directory.openInput(file, IOContext.READONCE)) {
            return of(file, in);
        } catch (NoSuchFileException | FileNotFoundException e) {
            return damage(file, "it is missing");
        } catch (IOException e) {
            return damage(file, "it cannot be read: " + e.getMessage());
        }
    }

    /** Reads an open file from its beginning to its end. */
    public static Optional<IndexDamage> of(String file, IndexInput content) throws IOException {
        if (content.length() == 0) {
            return damage(file, "it is empty");
        }
        if (content.length() < CodecUtil.footerLength()) {
            return damage(file, "it is cut off");
        }
        try {
            CodecUtil.checksumEntireFile(content);
            return Optional.empty();
        } catch (EOFException e) {
            return damage(file, "it is cut off");
        } catch (CorruptIndexException e) {
            boolean footer = String.valueOf(e.getMessage()).contains("footer");
            return damage(file, footer ? "its end is missing or overwritten" : "its bytes do not fit its checksum");
        }
    }

    private static Optional<IndexDamage> damage(String file, String what) {
        return Optional.of(new IndexDamage(file, what));
    }
}
