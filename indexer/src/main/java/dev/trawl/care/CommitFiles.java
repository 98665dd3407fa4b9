package dev.trawl.care;

import dev.trawl.index.IndexFormat;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.util.IOUtils;

/**
 * All files of one commit, held open: a writer that commits meanwhile may remove them from the folder, and they can be read
 * nevertheless.
 */
final class CommitFiles implements Closeable {
    /** The file whose appearance makes a commit. */
    static final String NAME_OF_COMMIT = "segments_[0-9a-z]+";

    private static final int ATTEMPTS = 20;

    private final DirectoryReader reader;
    private final Map<String, IndexInput> files = new LinkedHashMap<>();

    private CommitFiles(DirectoryReader reader) throws IOException {
        this.reader = reader;
        try {
            for (var name :
                    reader.getIndexCommit().getFileNames().stream().sorted().toList()) {
                files.put(name, reader.directory().openInput(name, IOContext.READONCE));
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /**
     * Opens the last commit.
     *
     * @throws dev.trawl.index.NoSuchIndexException if there is none
     */
    static CommitFiles open(Path folder) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return new CommitFiles(IndexFormat.openForReading(folder));
            } catch (NoSuchFileException | FileNotFoundException overtaken) {
                // A writer has removed this commit between finding it and opening its files: there is a newer one.
                if (attempt == ATTEMPTS) {
                    throw overtaken;
                }
            }
        }
    }

    Map<String, IndexInput> files() {
        return files;
    }

    long traces() {
        return reader.numDocs();
    }

    String format() throws IOException {
        return reader.getIndexCommit().getUserData().getOrDefault(IndexFormat.VERSION_KEY, "");
    }

    @Override
    public void close() throws IOException {
        IOUtils.close(files.values());
        IOUtils.close(reader, reader.directory());
    }
}
