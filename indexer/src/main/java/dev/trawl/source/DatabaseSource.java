package dev.trawl.source;

import dev.trawl.source.database.DatabaseException;
import dev.trawl.source.database.MlflowDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The traces of an MLflow database. */
final class DatabaseSource implements TraceSource {
    private static final String MAGIC = "SQLite format 3\0";

    /** What a trace of the database takes besides its spans; a guess. */
    private static final int ROWS = 4_096;

    private final String name;
    private final long size;
    private final MlflowDatabase database;
    private long decodedBytes;
    private boolean broken;

    private DatabaseSource(String name, long size, MlflowDatabase database) {
        this.name = name;
        this.size = size;
        this.database = database;
    }

    /** Whether a file is a SQLite database, by its first bytes. */
    static boolean isDatabase(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return beginsAsDatabase(in.readNBytes(MAGIC.length()));
        }
    }

    static boolean beginsAsDatabase(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).startsWith(MAGIC);
    }

    static DatabaseSource open(Path file, BooleanSupplier goesOn) throws IOException, ImportProblemException {
        long size = Files.size(file);
        try {
            return new DatabaseSource(file.toString(), size, MlflowDatabase.open(file, goesOn));
        } catch (DatabaseException e) {
            throw new ImportProblemException(new ImportProblem(file.toString(), 0, String.valueOf(e.getMessage())));
        }
    }

    @Override
    public Optional<FoundTrace> next() throws ImportProblemException {
        try {
            var next = broken ? Optional.<FoundTrace>empty() : found();
            next.ifPresent(trace -> decodedBytes += trace.size());
            return next;
        } catch (DatabaseException e) {
            broken = true;
            throw new ImportProblemException(new ImportProblem(name, 0, String.valueOf(e.getMessage())));
        }
    }

    private Optional<FoundTrace> found() throws DatabaseException {
        return database.next()
                .map(trace -> FoundTrace.of(name + ": trace " + trace.id(), 0, ROWS + trace.size(), trace::decode));
    }

    @Override
    public SourceKind kind() {
        return SourceKind.DATABASE;
    }

    @Override
    public long bytes() {
        return (long) (database.progress() * size);
    }

    @Override
    public long decodedBytes() {
        return decodedBytes;
    }

    @Override
    public void close() throws IOException {
        database.close();
    }
}
