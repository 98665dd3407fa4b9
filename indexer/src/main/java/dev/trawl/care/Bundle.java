package dev.trawl.care;

import dev.trawl.index.DamagedIndexException;
import dev.trawl.index.IndexDamage;
import dev.trawl.indexer.CareListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.lucene.store.IndexInput;

/**
 * One commit of an index in one file: a zip archive with a list of the index's files and their SHA-256 ({@link
 * BundleManifest}), then the files. The same commit makes the same bytes.
 */
public final class Bundle {
    static final int BUFFER = 1 << 16;

    /** The earliest time that a zip archive can name: those of the files say nothing. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private Bundle() {}

    /** What a bundle holds. */
    public record Report(long traces, int files, long bytes) {}

    /**
     * Packs the last commit of an index, which may be written to meanwhile.
     *
     * @param out stays open
     * @param listener hears of bytes, each of which is read twice
     * @throws dev.trawl.index.NoSuchIndexException if there is no index
     * @throws DamagedIndexException if a file of it is not as it was written
     */
    public static Report pack(Path folder, OutputStream out, CareListener listener) throws IOException {
        try (var commit = CommitFiles.open(folder)) {
            long bytes = commit.files().values().stream()
                    .mapToLong(IndexInput::length)
                    .sum();
            var progress = new Progress(listener, 2 * bytes);
            var manifest = new BundleManifest(commit.format(), commit.traces(), hashed(folder, commit, progress));
            var zip = new ZipOutputStream(out);
            zip.setLevel(Deflater.BEST_SPEED);
            begin(zip, BundleManifest.NAME);
            zip.write(manifest.json());
            for (var file : commit.files().entrySet()) {
                begin(zip, file.getKey());
                copy(file.getValue(), zip, progress);
            }
            zip.finish();
            return new Report(commit.traces(), manifest.files().size(), bytes);
        }
    }

    private static Map<String, BundleManifest.Entry> hashed(Path folder, CommitFiles commit, Progress progress)
            throws IOException {
        Map<String, BundleManifest.Entry> entries = new LinkedHashMap<>();
        for (var file : commit.files().entrySet()) {
            var damage = IndexDamage.of(file.getKey(), file.getValue());
            if (damage.isPresent()) {
                throw new DamagedIndexException(folder, damage.get());
            }
            var hash = new HashingStream();
            copy(file.getValue(), hash, progress);
            entries.put(file.getKey(), hash.entry());
        }
        return entries;
    }

    private static void begin(ZipOutputStream zip, String name) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
    }

    private static void copy(IndexInput file, OutputStream out, Progress progress) throws IOException {
        var buffer = new byte[BUFFER];
        file.seek(0);
        for (long left = file.length(); left > 0; left -= buffer.length) {
            int length = (int) Math.min(left, buffer.length);
            file.readBytes(buffer, 0, length);
            out.write(buffer, 0, length);
            progress.add(length);
        }
    }

    /** Copies what is there, but no more than so many bytes; how many it were, one more if there are more. */
    static long copy(InputStream in, OutputStream out, long most, Progress progress) throws IOException {
        var buffer = new byte[BUFFER];
        long copied = 0;
        for (int length = in.read(buffer); length > 0; length = in.read(buffer)) {
            if (copied + length > most) {
                return most + 1;
            }
            out.write(buffer, 0, length);
            copied += length;
            progress.add(length);
        }
        return copied;
    }

    /** Counts bytes for a listener. */
    static final class Progress {
        private final CareListener listener;
        private final long total;
        private long done;

        Progress(CareListener listener, long total) {
            this.listener = listener;
            this.total = total;
        }

        void add(long bytes) {
            done += bytes;
            listener.done(done, total);
        }
    }
}
