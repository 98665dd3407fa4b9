package dev.trawl.sync;

import dev.trawl.indexer.TraceIndexWriter;
import dev.trawl.source.ImportProblemException;
import dev.trawl.source.SourceKind;
import dev.trawl.source.TraceFiles;
import dev.trawl.source.TraceSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Reads traces from files into an index. Everything is committed at the end, at once: an import that was killed was
 * never there.
 */
public final class Import {
    private static final Duration BETWEEN_NEWS = Duration.ofMillis(200);

    private final TraceIndexWriter writer;
    private final InputStream standardInput;
    private final Clock clock;
    private volatile boolean stopped;

    /** @param standardInput read where a path is {@code -} */
    public Import(TraceIndexWriter writer, InputStream standardInput, Clock clock) {
        this.writer = writer;
        this.standardInput = standardInput;
        this.clock = clock;
    }

    /** Ends a {@link #run} soon, from another thread, also one that waits for standard input: nothing is committed then. */
    public void stop() {
        stopped = true;
        try {
            standardInput.close();
        } catch (IOException nothingToWaitFor) {
            // What is read of it does not count any more.
        }
    }

    /**
     * Reads the files in their order; of two traces with the same id the later one stays.
     *
     * @param paths files, folders (all files in them, by name), or {@code -}
     * @param strict whether the first problem ends the import before anything is committed
     * @throws java.nio.file.NoSuchFileException if one of the paths does not exist; nothing was read then
     * @throws IOException if the index cannot be written
     */
    public ImportReport run(List<Path> paths, boolean strict, ImportListener listener) throws IOException {
        int cores = Runtime.getRuntime().availableProcessors();
        var tally = new Tally();
        try (var files = TraceFiles.of(paths, standardInput);
                var pipeline = new ImportPipeline(new HeldTraces(writer), tally, strict, cores)) {
            return new Running(files, pipeline, tally, strict, listener).run();
        }
    }

    /** One import on its way. */
    private final class Running {
        private final TraceFiles files;
        private final ImportPipeline pipeline;
        private final Tally tally;
        private final boolean strict;
        private final ImportListener listener;
        private final long startMs = clock.millis();
        private final long totalBytes;
        private long nextNewsMs = startMs;
        private long bytes;
        private long decodedBytes;
        private final Map<SourceKind, Integer> kinds = new EnumMap<>(SourceKind.class);

        Running(TraceFiles files, ImportPipeline pipeline, Tally tally, boolean strict, ImportListener listener)
                throws IOException {
            this.files = files;
            this.pipeline = pipeline;
            this.tally = tally;
            this.strict = strict;
            this.listener = listener;
            this.totalBytes = files.totalBytes();
        }

        ImportReport run() throws IOException {
            int begun = 0;
            for (var path : files.files()) {
                if (goesOn()) {
                    begun++;
                    read(path);
                }
            }
            if (goesOn()) {
                files.takeGathered(this::goesOn, pipeline::accept);
            }
            pipeline.finish();
            boolean committed = !stopped && (!strict || tally.counts().failed() == 0);
            if (committed && tally.counts().changedIndex()) {
                writer.commit(Map.of());
            }
            var elapsed = Duration.ofMillis(clock.millis() - startMs);
            return new ImportReport(
                    begun,
                    files.passedOver(),
                    kinds,
                    tally.counts(),
                    pipeline.problems(),
                    bytes,
                    decodedBytes,
                    elapsed,
                    committed);
        }

        private boolean goesOn() {
            if (stopped) {
                pipeline.stop();
            }
            return !pipeline.stopped();
        }

        private void read(Path path) throws IOException {
            try (var file = files.open(path, () -> waits(path))) {
                kinds.merge(file.kind(), 1, Integer::sum);
                boolean more = true;
                while (more && goesOn()) {
                    more = readNext(file);
                    tell(path, file, nextNewsMs);
                }
                tell(path, file, 0);
                bytes += file.bytes();
                decodedBytes += file.decodedBytes();
            } catch (ImportProblemException e) {
                pipeline.accept(e.problem());
            }
        }

        /** Whether to go on waiting for a file that another program has locked. */
        private boolean waits(Path path) {
            listener.waiting(path.toString());
            return !stopped;
        }

        private boolean readNext(TraceSource file) {
            try {
                var found = file.next();
                found.ifPresent(pipeline::accept);
                return found.isPresent();
            } catch (ImportProblemException e) {
                pipeline.accept(e.problem());
                return true;
            }
        }

        private void tell(Path path, TraceSource file, long notBeforeMs) {
            long nowMs = clock.millis();
            if (nowMs >= notBeforeMs) {
                nextNewsMs = nowMs + BETWEEN_NEWS.toMillis();
                listener.progress(
                        new ImportListener.Progress(path.toString(), bytes + file.bytes(), totalBytes, tally.counts()));
            }
        }
    }
}
