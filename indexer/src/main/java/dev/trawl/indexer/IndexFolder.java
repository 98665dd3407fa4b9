package dev.trawl.indexer;

import dev.trawl.index.DamagedIndexException;
import dev.trawl.index.IndexDamage;
import dev.trawl.index.IndexFormat;
import dev.trawl.index.UnfinishedIndex;
import java.io.Closeable;
import java.io.IOException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.LockObtainFailedException;

/**
 * The folder of an index while one writes to it: marked as long as there is no commit, and left at the end with what the last
 * commit names and nothing else.
 */
record IndexFolder(OwnersDirectory directory) implements Closeable {
    /**
     * Lucene's writer of the index, which has the lock.
     *
     * @throws org.apache.lucene.store.LockObtainFailedException if another one has it
     * @throws dev.trawl.index.IndexFormatException if the index is to be gone on with and has another format
     */
    IndexWriter writer(OpenMode mode, BackgroundMerges merges) throws IOException {
        if (!hasCommit()) {
            UnfinishedIndex.check(directory.folder(), directory);
        } else if (mode != OpenMode.CREATE) {
            IndexFormat.check(
                    directory.folder(), SegmentInfos.readLatestCommit(directory).getUserData());
        }
        return new IndexWriter(
                directory,
                new IndexWriterConfig()
                        .setCodec(new IndexCodec())
                        .setOpenMode(mode)
                        .setIndexSort(IndexFormat.order())
                        .setMergePolicy(BackgroundMerges.ofFew())
                        .setMergeScheduler(merges)
                        .setCommitOnClose(false));
    }

    boolean hasCommit() throws IOException {
        return DirectoryReader.indexExists(directory);
    }

    /** @throws DamagedIndexException if a file of the last commit is not as it was written, which takes reading all of them */
    void checkFiles() throws IOException {
        var damage = IndexDamage.find(directory.folder()).stream().findFirst();
        if (damage.isPresent()) {
            throw new DamagedIndexException(directory.folder(), damage.get());
        }
    }

    /** Notes that a writer, which has the lock, has begun or committed. */
    void mark() throws IOException {
        if (hasCommit()) {
            UnfinishedIndex.finish(directory);
        } else {
            UnfinishedIndex.begin(directory);
        }
    }

    /** Takes away what no commit names; for when the writer, which does so, has ended by a failure, or there is no commit. */
    private void clean() throws IOException {
        if (hasCommit()) {
            // A writer looks for such files at its beginning.
            new IndexWriter(directory, new IndexWriterConfig().setCommitOnClose(false)).rollback();
            return;
        }
        try (var lock = directory.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
            lock.ensureValid();
            if (!hasCommit()) {
                directory.removeUnfinished();
            }
        }
    }

    /** @param writer has been closed */
    void closeAfter(IndexWriter writer) throws IOException {
        try (this) {
            if (writer.getTragicException() != null || !hasCommit()) {
                clean();
            }
        } catch (LockObtainFailedException goesOnElsewhere) {
            // Another process writes there now, and has cleaned.
        }
    }

    @Override
    public void close() throws IOException {
        directory.close();
    }
}
