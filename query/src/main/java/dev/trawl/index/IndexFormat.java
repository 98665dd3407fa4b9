package dev.trawl.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/** The version of everything in this package, written with each commit and checked at each opening. */
public final class IndexFormat {
    /** Counts up with every change of fields, terms or stored form. */
    public static final int VERSION = 3;

    /** The key of the version in a commit's data. */
    public static final String VERSION_KEY = "trawl.format";

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
     */
    public static DirectoryReader openForReading(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new NoSuchIndexException(folder);
        }
        Directory directory = FSDirectory.open(folder);
        try {
            check(folder, SegmentInfos.readLatestCommit(directory).getUserData());
            return DirectoryReader.open(directory);
        } catch (IndexNotFoundException e) {
            directory.close();
            throw new NoSuchIndexException(folder);
        } catch (IndexFormatTooNewException e) {
            directory.close();
            throw new IndexFormatException(
                    "the index in " + folder + " was written by a newer version of trawl; upgrade trawl to read it");
        } catch (IOException e) {
            directory.close();
            throw e;
        }
    }

    /**
     * Checks the version that a commit's data names.
     *
     * @throws IndexFormatException if it is not this one
     */
    public static void check(Path folder, Map<String, String> commitData) throws IndexFormatException {
        var version = commitData.getOrDefault(VERSION_KEY, "");
        if (!version.equals(Integer.toString(VERSION))) {
            throw new IndexFormatException(
                    version.isEmpty()
                            ? folder
                                    + " holds a Lucene index that trawl did not write; choose another folder with --index"
                            : "the index in " + folder + " has format " + version + ", this trawl knows format "
                                    + VERSION + "; make it anew with trawl sync or trawl import");
        }
    }
}
