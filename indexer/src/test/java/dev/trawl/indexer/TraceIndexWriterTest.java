package dev.trawl.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trawl.index.DamagedIndexException;
import dev.trawl.index.IndexFormat;
import dev.trawl.index.NoSuchIndexException;
import dev.trawl.query.TraceSearch;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.IndexedTraceJson;
import dev.trawl.trace.Provenance;
import dev.trawl.trace.PythonJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceIndexWriterTest {
    private static List<IndexedTrace> traces = List.of();

    @TempDir
    Path folder;

    @BeforeAll
    static void readCorpus() throws IOException {
        var export = PythonJson.parse(Files.readAllBytes(Path.of("../e2e/mlflow/corpus/export-1.json")));
        traces = export.path("traces").valueStream().map(IndexedTraceJson::read).toList();
    }

    @Test
    void committedTracesAreReadAsTheyWerePut() throws IOException {
        try (var writer = TraceIndexWriter.open(folder)) {
            for (var trace : traces) {
                assertThat(writer.put(trace)).isEqualTo(Change.NEW);
            }
            writer.commit(Map.of("mark", "1"));
        }
        try (var search = TraceSearch.open(folder)) {
            assertThat(search.size()).isEqualTo(26);
            for (var trace : traces) {
                assertThat(search.get(trace.id())).contains(trace);
            }
        }
    }

    @Test
    void puttingTheSameTraceAgainChangesNothingBeforeAndAfterTheCommit() throws IOException {
        var trace = traces.getFirst();
        try (var writer = TraceIndexWriter.open(folder)) {
            writer.put(trace);
            assertThat(writer.put(trace)).isEqualTo(Change.UNCHANGED);
            writer.commit(Map.of());
            assertThat(writer.put(trace)).isEqualTo(Change.UNCHANGED);
            assertThat(writer.put(new IndexedTrace(trace.trace(), Provenance.UNKNOWN.withLinkedRuns(Set.of("run-1")))))
                    .isEqualTo(Change.UPDATED);
            assertThat(writer.held(trace.id()).orElseThrow().provenance().linkedRuns())
                    .containsExactly("run-1");
        }
    }

    @Test
    void manySmallCommitsLeaveFewSegments() throws IOException {
        for (var trace : traces) {
            try (var writer = TraceIndexWriter.open(folder)) {
                writer.put(trace);
                writer.commit(Map.of("mark", trace.id()));
                writer.settle(() -> true);
            }
        }
        try (var reader = IndexFormat.openForReading(folder)) {
            assertThat(reader.leaves()).hasSizeLessThanOrEqualTo(6);
            assertThat(reader.numDocs()).isEqualTo(26);
            assertThat(reader.getIndexCommit().getUserData())
                    .containsEntry("mark", traces.getLast().id());
        }
    }

    @Test
    void anIndexThatWasNeverCommittedWasNeverThere() throws IOException {
        var index = folder.resolve("new");
        try (var writer = TraceIndexWriter.open(index)) {
            putAndWrite(writer);
        }
        assertThat(index).doesNotExist();

        Files.createDirectory(index);
        TraceIndexWriter.open(index).close();
        assertThat(index).isEmptyDirectory();
    }

    @Test
    void whatAKilledProcessLeftIsNoIndexAndInNobodysWay() throws IOException {
        var left = folder.resolve("left");
        try (var writer = TraceIndexWriter.open(folder.resolve("killed"))) {
            putAndWrite(writer);
            copy(folder.resolve("killed"), left);
        }
        assertThat(left).isDirectoryContaining("glob:**.si");
        assertThatThrownBy(() -> TraceSearch.open(left)).isInstanceOf(NoSuchIndexException.class);

        try (var writer = TraceIndexWriter.open(left)) {
            assertThat(writer.put(traces.getFirst())).isEqualTo(Change.NEW);
            writer.commit(Map.of());
        }
        try (var search = TraceSearch.open(left)) {
            assertThat(search.size()).isEqualTo(1);
        }
        assertThat(left).isDirectoryNotContaining("glob:**unfinished");
    }

    @Test
    void nothingIsWrittenToAnIndexWhoseCommitIsLost() throws IOException {
        try (var writer = TraceIndexWriter.open(folder)) {
            writer.put(traces.getFirst());
            writer.commit(Map.of());
        }
        for (var name : names(folder)) {
            if (name.startsWith("segments_")) {
                Files.delete(folder.resolve(name));
            }
        }
        var rest = names(folder);

        assertThatThrownBy(() -> TraceIndexWriter.open(folder))
                .isInstanceOf(DamagedIndexException.class)
                .hasMessageStartingWith(
                        "the index in " + folder + " is damaged: segments_*: it, which tells what belongs"
                                + " to the index, is missing; bring it back");
        assertThat(names(folder)).isEqualTo(rest);
    }

    @Test
    void aDamagedIndexIsToldOfAgainAndNotThatAnotherProcessWritesToIt() throws IOException {
        try (var writer = TraceIndexWriter.open(folder)) {
            writer.put(traces.getFirst());
            writer.commit(Map.of());
        }
        for (var name : names(folder)) {
            if (name.endsWith(".dvd")) {
                Files.write(folder.resolve(name), new byte[100]);
            }
        }

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> TraceIndexWriter.open(folder)).isInstanceOf(DamagedIndexException.class);
        }
    }

    /** Lets a segment be written that no commit names. */
    private static void putAndWrite(TraceIndexWriter writer) throws IOException {
        writer.put(traces.getFirst());
        writer.dropDeleted("", "");
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        for (var name : names(from)) {
            Files.copy(from.resolve(name), to.resolve(name));
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void whatWasNotCommittedIsDropped() throws IOException {
        try (var writer = TraceIndexWriter.open(folder)) {
            writer.put(traces.get(0));
            writer.commit(Map.of("mark", "1"));
            writer.put(traces.get(1));
        }
        try (var writer = TraceIndexWriter.open(folder)) {
            assertThat(writer.commitData()).isEqualTo(Map.of("mark", "1"));
            assertThat(writer.held(traces.get(0).id())).isPresent();
            assertThat(writer.held(traces.get(1).id())).isEmpty();
        }
    }

    @Test
    void ofTwoFormsOfATraceInOneBatchTheLaterOneIsIndexed() throws IOException {
        var trace = traces.getFirst();
        var later = new IndexedTrace(trace.trace(), Provenance.UNKNOWN.withLinkedRuns(Set.of("run-1")));
        try (var writer = TraceIndexWriter.open(folder)) {
            writer.put(trace);
            for (var other : traces.subList(1, traces.size())) {
                writer.put(other);
            }
            writer.put(later);
            writer.commit(Map.of());
        }
        try (var search = TraceSearch.open(folder)) {
            assertThat(search.size()).isEqualTo(traces.size());
            assertThat(search.get(trace.id())).contains(later);
        }
    }

    @Test
    void aCommitHoldsWhatWasPutBeforeItWhileOtherThreadsPutMore() throws Exception {
        var info = traces.getFirst().trace();
        try (var writer = TraceIndexWriter.open(folder);
                var threads = Executors.newFixedThreadPool(2)) {
            var over = new AtomicBoolean();
            var others = new ArrayList<Future<?>>();
            for (var other : traces.subList(1, 3)) {
                writer.put(other);
                others.add(threads.submit(() -> {
                    for (int i = 0; !over.get(); i++) {
                        writer.put(
                                new IndexedTrace(other.trace(), Provenance.UNKNOWN.withLinkedRuns(Set.of("run-" + i))));
                    }
                    return null;
                }));
            }
            try {
                for (int i = 0; i < 20; i++) {
                    var put = new IndexedTrace(info, Provenance.UNKNOWN.withLinkedRuns(Set.of("run-" + i)));
                    writer.put(put);
                    // The batch in which it lies is the next one for another thread.
                    Thread.sleep(5);
                    writer.commit(Map.of("mark", Integer.toString(i)));
                    try (var search = TraceSearch.open(folder)) {
                        assertThat(search.get(put.id())).contains(put);
                        assertThat(search.size())
                                .as("none is missing or there twice while it is put again")
                                .isEqualTo(3);
                    }
                }
            } finally {
                over.set(true);
            }
            for (var other : others) {
                other.get();
            }
        }
    }

    @Test
    void tracesPutByManyThreadsAreAllThereEachInItsLatestForm() throws Exception {
        try (var writer = TraceIndexWriter.open(folder);
                var threads = Executors.newFixedThreadPool(4)) {
            var puts = new ArrayList<Future<Change>>();
            for (var trace : traces) {
                puts.add(threads.submit(() -> {
                    writer.put(trace);
                    writer.put(new IndexedTrace(trace.trace(), Provenance.UNKNOWN.withLinkedRuns(Set.of("run-1"))));
                    return writer.put(
                            new IndexedTrace(trace.trace(), Provenance.UNKNOWN.withLinkedRuns(Set.of("run-2"))));
                }));
            }
            for (var put : puts) {
                assertThat(put.get()).isEqualTo(Change.UPDATED);
            }
            writer.commit(Map.of());
        }
        try (var search = TraceSearch.open(folder)) {
            assertThat(search.size()).isEqualTo(traces.size());
            for (var trace : traces) {
                assertThat(search.get(trace.id()).orElseThrow().provenance().linkedRuns())
                        .containsExactly("run-2");
            }
        }
    }

    @Test
    void aSecondWriterIsTurnedAwayWithASentence() throws IOException {
        try (var writer = TraceIndexWriter.open(folder)) {
            writer.commit(Map.of());
            assertThatThrownBy(() -> TraceIndexWriter.open(folder))
                    .isInstanceOf(IndexLockedException.class)
                    .hasMessage("another trawl is writing to the index in " + folder + "; wait until it has finished");
        }
    }
}
