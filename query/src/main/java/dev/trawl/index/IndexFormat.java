package dev.trawl.index;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/** The version of everything in this package, written with each commit and checked at each opening. */
public final class IndexFormat {
    /** Counts up with every change of fields, terms or stored form. */
    public static final int VERSION = 11;

    /** The key of the version in a commit's data. */
    public static final String VERSION_KEY = "trawl.format";

    /** The oldest version whose stored traces are in the form of {@link StoredTrace}. */
    private static final int OLDEST_WITH_THESE_TRACES = 3;

    private IndexFormat() {}

    /** The order of documents in every segment: newest first, then by id, so that the usual page is the first documents. */
    public static Sort order() {
        return new Sort(
                new SortField(IndexField.TIMESTAMP, SortField.Type.LONG, true),
                new SortField(IndexField.ID, SortField.Type.STRING));
    }

    /**
     * Opens the last commit for reading.
     *
     * @throws NoSuchIndexException if the folder holds no index
     * @throws IndexFormatException if another version of trawl wrote it
     * @throws DamagedIndexException if a file of it is not as it was written
     */
    public static DirectoryReader openForReading(Path folder) throws IOException {
        return open(folder, VERSION, null);
    }

    /**
     * The same, its segments at once.
     *
     * @param threads that open them
     */
    public static DirectoryReader openForReading(Path folder, ExecutorService threads) throws IOException {
        return open(folder, VERSION, threads);
    }

    /**
     * Opens the last commit of an index of this version or an older one, for reading the traces stored in it and nothing
     * else.
     *
     * @throws NoSuchIndexException if the folder holds no index
     * @throws IndexFormatException if its stored traces have another form
     * @throws DamagedIndexException if a file of it is not as it was written
     */
    public static DirectoryReader openForRebuilding(Path folder) throws IOException {
        return open(folder, OLDEST_WITH_THESE_TRACES, null);
    }

    private static DirectoryReader open(Path folder, int oldest, @Nullable ExecutorService threads) throws IOException {
        refuseFile(folder);
        if (!Files.isDirectory(folder)) {
            throw new NoSuchIndexException(folder);
        }
        Directory directory = FSDirectory.open(folder);
        Closeable opened = directory;
        try {
            // This reads the commit once; to look at its data first would be to read all of it twice.
            var reader = DirectoryReader.open(directory, null, threads);
            opened = reader;
            var commitData = reader.getIndexCommit().getUserData();
            check(folder, commitData, oldest);
            TraceDictionary.of(commitData);
            return reader;
        } catch (IOException | RuntimeException e) {
            IOUtils.closeWhileHandlingException(opened, directory);
            throw IndexDamage.behind(e, folder);
        }
    }

    /**
     * Refuses a file where the folder of an index should be.
     *
     * @throws IndexFormatException if it is one
     */
    public static void refuseFile(Path folder) throws IndexFormatException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new IndexFormatException(
                    folder + " is a file, not the folder of an index; name another with --index");
        }
    }

    /** The entries of a commit that do not belong to the format. */
    public static Map<String, String> entries(Map<String, String> commitData) {
        var entries = new HashMap<>(commitData);
        entries.remove(VERSION_KEY);
        entries.remove(TraceDictionary.KEY);
        return entries;
    }

    /**
     * Checks the version that a commit's data names.
     *
     * @throws IndexFormatException if it is not this one
     */
    public static void check(Path folder, Map<String, String> commitData) throws IndexFormatException {
        check(folder, commitData, VERSION);
    }

    private static void check(Path folder, Map<String, String> commitData, int oldest) throws IndexFormatException {
        var name = commitData.getOrDefault(VERSION_KEY, "");
        if (name.isEmpty()) {
            throw new IndexFormatException(
                    folder + " holds a Lucene index that trawl did not write; choose another folder with --index");
        }
        int version = name.matches("[0-9]{1,9}") ? Integer.parseInt(name) : Integer.MAX_VALUE;
        if (version > VERSION) {
            throw IndexFormatException.tooNew(folder);
        }
        if (version < OLDEST_WITH_THESE_TRACES) {
            throw IndexFormatException.tooOld(folder);
        }
        if (version < oldest) {
            throw new IndexFormatException(
                    "the index in " + folder + " has format " + version + ", this trawl searches format " + VERSION
                            + "; trawl reindex makes it anew from the traces in it");
        }
    }
}
