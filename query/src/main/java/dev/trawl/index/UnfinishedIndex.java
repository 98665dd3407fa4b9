package dev.trawl.index;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;

/**
 * An index that has no commit yet. A file that says so, the mark, stands in the folder from before the first file of the
 * index until after its first commit. So what a killed process left there, which is worth nothing, can be told from an index
 * whose commit was lost, to which nothing must be written: Lucene removes every file that no commit names.
 */
public final class UnfinishedIndex {
    /** Not a name that Lucene gives, so it leaves the file alone. */
    static final String MARK = "unfinished";

    private UnfinishedIndex() {}

    /**
     * Checks that a folder without a commit may be written to.
     *
     * @throws DamagedIndexException if it holds files of an index and not the mark
     */
    public static void check(Path folder, Directory directory) throws IOException {
        if (isCommitLost(directory)) {
            throw new DamagedIndexException(folder, IndexDamage.LOST_COMMIT);
        }
    }

    static boolean isCommitLost(Directory directory) throws IOException {
        var names = directory.listAll();
        return !DirectoryReader.indexExists(directory)
                && !isMarked(names)
                && Arrays.stream(names).anyMatch(UnfinishedIndex::isOfSegment);
    }

    /** Whether names are those in the folder of an index that was begun and never committed. */
    public static boolean isLeft(List<String> names) {
        return names.contains(MARK) && names.stream().noneMatch(name -> name.startsWith(IndexFileNames.SEGMENTS + "_"));
    }

    /** Whether a file in the folder of an unfinished index belongs to it. */
    public static boolean isPart(String name) {
        return isOfSegment(name)
                || name.equals(MARK)
                || name.startsWith(IndexFileNames.SEGMENTS)
                || name.startsWith(IndexFileNames.PENDING_SEGMENTS);
    }

    private static boolean isOfSegment(String name) {
        return IndexFileNames.CODEC_FILE_PATTERN.matcher(name).matches();
    }

    private static boolean isMarked(String... names) {
        return Arrays.asList(names).contains(MARK);
    }

    /** Marks a folder in which an index is begun; the caller has its lock. */
    public static void begin(Directory directory) throws IOException {
        if (!isMarked(directory.listAll())) {
            directory.createOutput(MARK, IOContext.DEFAULT).close();
            directory.sync(List.of(MARK));
            directory.syncMetaData();
        }
    }

    /** Takes the mark away after a commit, if it is there. */
    public static void finish(Directory directory) throws IOException {
        try {
            directory.deleteFile(MARK);
        } catch (NoSuchFileException finishedBefore) {
            // Only the first commit finds it.
        }
    }

    /** Takes an index away that is not to be finished, and its mark last; nothing where there is no mark. */
    public static void remove(Directory directory) throws IOException {
        var names = directory.listAll();
        if (!isMarked(names)) {
            return;
        }
        for (var name : names) {
            if (isPart(name) && !name.equals(MARK)) {
                directory.deleteFile(name);
            }
        }
        directory.deleteFile(MARK);
    }
}
