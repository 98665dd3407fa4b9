package dev.trawl.care;

import dev.trawl.index.DamagedIndexException;
import dev.trawl.index.IndexFormat;
import dev.trawl.index.UnfinishedIndex;
import dev.trawl.indexer.CareListener;
import dev.trawl.indexer.IndexLockedException;
import dev.trawl.indexer.OwnersDirectory;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;

/**
 * The index in a bundle. The whole bundle is read and compared with its checksums before anything is written, and the
 * commit's file gets its name last: before that there is no index.
 */
public final class BundledIndex {
    private static final int LARGEST_MANIFEST = 1 << 24;

    private final ZipFile zip;
    private final BundleManifest manifest;
    private final Bundle.Progress progress;

    private BundledIndex(ZipFile zip, CareListener listener) throws IOException {
        this.zip = zip;
        this.manifest = manifest(zip);
        this.progress = new Bundle.Progress(listener, 2 * bytes());
    }

    /**
     * Unpacks a bundle into a folder that is new or empty.
     *
     * @param listener hears of bytes, each of which is read twice
     * @throws BundleException if it is no whole bundle; nothing was written then
     * @throws FileAlreadyExistsException if there is something in the folder
     */
    public static Bundle.Report unpack(Path bundle, Path folder, CareListener listener) throws IOException {
        refuseIfThere(folder);
        if (!Files.exists(bundle)) {
            throw new NoSuchFileException(bundle.toString());
        }
        if (!Files.isRegularFile(bundle)) {
            throw new BundleException("it is no file");
        }
        try (var zip = new ZipFile(bundle.toFile())) {
            var index = new BundledIndex(zip, listener);
            index.check();
            index.write(folder);
            return new Bundle.Report(
                    index.manifest.traces(), index.manifest.files().size(), index.bytes());
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw new BundleException("it is cut off, damaged, or no bundle of trawl's (" + e.getMessage() + ")");
        }
    }

    private static void refuseIfThere(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.list(folder)) {
            var names = files.map(file -> file.getFileName().toString()).collect(Collectors.toList());
            names.remove(IndexWriter.WRITE_LOCK_NAME);
            if (UnfinishedIndex.isLeft(names)) {
                names.removeIf(UnfinishedIndex::isPart);
            }
            boolean hasIndex = names.stream().anyMatch(name -> name.matches(CommitFiles.NAME_OF_COMMIT));
            if (!names.isEmpty()) {
                throw new FileAlreadyExistsException(
                        folder.toString(),
                        null,
                        (hasIndex ? "there is an index already" : "it is not empty")
                                + "; name a new or an empty folder with --index");
            }
        }
    }

    private long bytes() {
        return manifest.files().values().stream()
                .mapToLong(BundleManifest.Entry::size)
                .sum();
    }

    private static BundleManifest manifest(ZipFile zip) throws IOException {
        var entry = zip.getEntry(BundleManifest.NAME);
        if (entry == null) {
            throw new BundleException("it is no bundle of trawl's");
        }
        try (var content = zip.getInputStream(entry)) {
            return BundleManifest.read(content.readNBytes(LARGEST_MANIFEST));
        }
    }

    /** Compares every file with its checksum. */
    private void check() throws IOException {
        if (!manifest.format().equals(Integer.toString(IndexFormat.VERSION))) {
            throw new BundleException("the index in it has format " + manifest.format() + ", this trawl knows format "
                    + IndexFormat.VERSION);
        }
        var names = zip.stream().map(ZipEntry::getName).collect(Collectors.toCollection(HashSet::new));
        names.remove(BundleManifest.NAME);
        names.removeAll(manifest.files().keySet());
        if (!names.isEmpty()) {
            throw new BundleException("it holds a file that its list does not name: "
                    + names.iterator().next());
        }
        for (var name : manifest.files().keySet()) {
            copy(name, OutputStream.nullOutputStream());
        }
    }

    /** @throws BundleException if it does not fit its checksum */
    private void copy(String name, OutputStream out) throws IOException {
        var expected = Objects.requireNonNull(manifest.files().get(name));
        var entry = zip.getEntry(name);
        if (entry == null) {
            throw new BundleException("a file is missing in it: " + name);
        }
        var hash = new HashingStream();
        try (var content = zip.getInputStream(entry)) {
            var both = new OutputStream() {
                @Override
                public void write(int value) throws IOException {
                    hash.write(value);
                    out.write(value);
                }

                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    hash.write(bytes, from, length);
                    out.write(bytes, from, length);
                }
            };
            Bundle.copy(content, both, expected.size(), progress);
        }
        if (!hash.entry().equals(expected)) {
            throw new BundleException("it is damaged: " + name + " does not fit its checksum");
        }
    }

    private void write(Path folder) throws IOException {
        try (var directory = OwnersDirectory.open(folder);
                var lock = locked(directory, folder)) {
            lock.ensureValid();
            // Another process may have made an index while the bundle was checked.
            refuseIfThere(folder);
            // What a killed process left.
            UnfinishedIndex.remove(directory);
            boolean done = false;
            try {
                UnfinishedIndex.begin(directory);
                write(directory);
                open(folder);
                UnfinishedIndex.finish(directory);
                done = true;
            } finally {
                if (!done) {
                    directory.removeUnfinished();
                }
            }
        }
    }

    private static void open(Path folder) throws IOException {
        try {
            IndexFormat.openForReading(folder).close();
        } catch (DamagedIndexException e) {
            throw new BundleException("the index in it is damaged");
        }
    }

    private static Lock locked(Directory directory, Path folder) throws IOException {
        try {
            return directory.obtainLock(IndexWriter.WRITE_LOCK_NAME);
        } catch (LockObtainFailedException e) {
            throw new IndexLockedException(folder);
        }
    }

    private void write(Directory directory) throws IOException {
        for (var name : manifest.files().keySet()) {
            boolean isCommit = name.equals(manifest.files().lastKey());
            var written = isCommit ? "pending_" + name : name;
            try (var out = directory.createOutput(written, IOContext.DEFAULT)) {
                copy(name, streamTo(out));
            }
            directory.sync(List.of(written));
            if (isCommit) {
                directory.rename(written, name);
            }
        }
        directory.syncMetaData();
    }

    private static OutputStream streamTo(IndexOutput out) {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                out.writeByte((byte) value);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                out.writeBytes(bytes, from, length);
            }
        };
    }
}
