package dev.trawl.query.columns;

import dev.trawl.query.columns.KeyColumns.Columns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Optional;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.StandardDirectoryReader;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.OutputStreamIndexOutput;

/**
 * The file beside an index in which the columns of a commit are kept, so that only the first question after a change of
 * the index reads them from its terms. It is worth nothing that reading would not bring back: a missing file, one of
 * another commit, a damaged one or one that may not be read is no error, nor is a folder to which nothing can be written.
 */
final class ColumnFile {
    /** Not a name that Lucene gives, so it leaves the file alone. */
    static final String NAME = "columns";

    private static final String CODEC = "TrawlKeyColumns";

    /** Counts up with every change of the form, and of what columns there are. */
    private static final int VERSION = 2;

    private static final int BUFFER_BYTES = 1 << 16;

    private final DirectoryReader reader;
    private final Path folder;

    private ColumnFile(DirectoryReader reader, Path folder) {
        this.reader = reader;
        this.folder = folder;
    }

    /** The file of an index; nothing if the index lies in memory. */
    static Optional<ColumnFile> of(DirectoryReader reader) {
        return reader.directory() instanceof FSDirectory files
                ? Optional.of(new ColumnFile(reader, files.getDirectory()))
                : Optional.empty();
    }

    /** What tells one commit from all others. */
    private byte[] commit() {
        return ((StandardDirectoryReader) reader).getSegmentInfos().getId();
    }

    /** The columns of this commit, if they were kept. */
    Optional<Columns> read() {
        try (var in = reader.directory().openInput(NAME, IOContext.READONCE)) {
            CodecUtil.checksumEntireFile(in);
            CodecUtil.checkIndexHeader(in, CODEC, VERSION, VERSION, commit(), "");
            var keys = new ArrayList<KeyColumn>();
            for (int left = in.readVInt(); left > 0; left--) {
                var field = in.readString();
                keys.add(new KeyColumn(reader, field, ColumnValues.readTerm(in), ColumnValues.read(in)));
            }
            var spans = new ArrayList<SpanColumn>();
            for (int left = in.readVInt(); left > 0; left--) {
                spans.add(SpanColumn.read(in));
            }
            return Optional.of(new Columns(keys, spans));
        } catch (IOException notToBeHad) {
            return Optional.empty();
        }
    }

    /** Keeps columns in place of those of another commit. */
    void write(Columns columns) {
        try {
            var unfinished = Files.createTempFile(folder, NAME + ".", ".unfinished");
            unfinished.toFile().deleteOnExit();
            try {
                write(columns, unfinished);
                Files.move(unfinished, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException notWorthAnError) {
            // The next one to ask reads the columns again.
        }
    }

    private void write(Columns columns, Path unfinished) throws IOException {
        try (var out = new OutputStreamIndexOutput(NAME, NAME, Files.newOutputStream(unfinished), BUFFER_BYTES)) {
            CodecUtil.writeIndexHeader(out, CODEC, VERSION, commit(), "");
            out.writeVInt(columns.keys().size());
            for (var column : columns.keys()) {
                out.writeString(column.field());
                ColumnValues.writeTerm(out, column.keyTerm());
                column.content().write(out);
            }
            out.writeVInt(columns.spans().size());
            for (var column : columns.spans()) {
                column.write(out);
            }
            CodecUtil.writeFooter(out);
        }
    }
}
