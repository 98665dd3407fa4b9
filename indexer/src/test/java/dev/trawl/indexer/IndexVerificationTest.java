package dev.trawl.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.index.FramedTrace;
import dev.trawl.index.IndexField;
import dev.trawl.index.IndexFormat;
import dev.trawl.index.StoredTrace;
import dev.trawl.index.TraceFrame;
import dev.trawl.query.text.CommonPhrases;
import dev.trawl.query.text.PhraseLearning;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.IndexedTraceJson;
import dev.trawl.trace.Provenance;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.Utf8Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.FilterLeafReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexVerificationTest {
    private static List<IndexedTrace> traces = List.of();

    @TempDir
    private Path folder;

    @BeforeAll
    static void readCorpus() throws IOException {
        var export = PythonJson.parse(Files.readAllBytes(Path.of("../e2e/mlflow/corpus/export-1.json")));
        traces = export.path("traces").valueStream().map(IndexedTraceJson::read).toList();
    }

    @Test
    void whatTheWriterWritesIsSoundThroughMergesAndDeletions() throws IOException {
        for (int i = 0; i < 12; i++) {
            try (var writer = TraceIndexWriter.open(folder)) {
                for (var trace : traces.subList(0, 3 + i)) {
                    writer.put(new IndexedTrace(trace.trace(), Provenance.UNKNOWN.withLinkedRuns(Set.of("run-" + i))));
                }
                writer.commit(Map.of());
            }
        }
        assertThat(verified()).isEqualTo(new IndexVerification.Report(14, 0, 0, List.of()));
    }

    @Test
    void aDocumentWithTheTermsOfAnotherTextIsWrong() throws IOException {
        var trace = traces.getFirst();
        write(trace, new FramedTrace(traces.get(1)), encoded(trace));
        assertThat(verified().problems())
                .containsExactly("trace " + trace.id() + " is not indexed as this trawl does it");
    }

    @Test
    void aTraceInThePlaceOfAnotherIsWrong() throws IOException {
        write(traces.get(0), new FramedTrace(traces.get(0)), encoded(traces.get(1)));
        assertThat(verified().problems())
                .containsExactly("trace " + traces.get(0).id() + " has another one stored in its place, "
                        + traces.get(1).id());
    }

    @Test
    void bytesThatAreNoTraceAreWrong() throws IOException {
        write(traces.getFirst(), new FramedTrace(traces.getFirst()), new BytesRef("no frame of zstd"));
        assertThat(verified().problems())
                .singleElement()
                .asString()
                .startsWith("trace " + traces.getFirst().id() + " cannot be read: ");
    }

    @Test
    void aTraceThatIsThereTwiceIsWrong() throws IOException {
        var trace = traces.getFirst();
        write(trace, new FramedTrace(trace), encoded(trace), encoded(trace));
        assertThat(verified().problems())
                .containsExactly(
                        "trace " + trace.id() + " is there 2 times", "trace " + trace.id() + " is there 2 times");
    }

    @Test
    void aStoredTextThatIsNotTheSpansIsWrong() throws IOException {
        var trace = traces.getFirst();
        var frame = TraceFrame.of(trace);
        var bytes = frame.bytes().toBytes();
        bytes[frame.texts().getFirst().from()] ^= 1;
        write(
                trace,
                new FramedTrace(trace),
                StoredTrace.encode(new TraceFrame(Utf8Text.of(bytes), frame.head(), frame.texts()), Optional.empty()));
        assertThat(verified().problems())
                .contains("trace " + trace.id() + " is not stored in the form that this trawl gives it");
    }

    @Test
    void everyFieldButTheTraceItselfIsPartOfTheHash() throws IOException {
        write(traces, commonPhrases());
        try (var written = DirectoryReader.open(FSDirectory.open(folder))) {
            var reader = written.leaves().getFirst().reader();
            long whole = sum(reader);
            for (var field : reader.getFieldInfos()) {
                assertThat(sum(new Without(reader, field.name)) == whole)
                        .as(field.name)
                        .isEqualTo(field.name.equals(IndexField.STORED));
            }
        }
    }

    @Test
    void aDocumentFromBeforePhrasesWereLearnedIsSound() throws IOException {
        write(traces.subList(0, 1), CommonPhrases.none());
        write(traces.subList(1, traces.size()), commonPhrases());
        assertThat(verified()).isEqualTo(new IndexVerification.Report(traces.size(), 0, 0, List.of()));
    }

    @Test
    void aDocumentWithSomeOfItsPhrasesIsWrong() throws IOException {
        var common = commonPhrases();
        var trace = traces.getFirst();
        write(List.of(trace), CommonPhrases.of(List.of(common.term(0), common.term(1))));
        write(traces.subList(1, traces.size()), common);
        assertThat(verified().problems())
                .containsExactly("trace " + trace.id() + " is not indexed as this trawl does it");
    }

    private static CommonPhrases commonPhrases() {
        return PhraseLearning.of(
                traces.stream().map(trace -> TraceFrame.of(trace).texts()).toList());
    }

    private static long sum(LeafReader reader) throws IOException {
        var hashes = DocumentHashes.of(reader);
        return IntStream.range(0, reader.maxDoc())
                .mapToObj(hashes::of)
                .mapToLong(sums -> sums.phrases() + sums.others())
                .sum();
    }

    /** A segment that seems not to have a field. */
    private static final class Without extends FilterLeafReader {
        private final FieldInfos others;

        Without(LeafReader reader, String field) {
            super(reader);
            var all = new ArrayList<FieldInfo>();
            reader.getFieldInfos().forEach(all::add);
            all.removeIf(info -> info.name.equals(field));
            others = new FieldInfos(all.toArray(FieldInfo[]::new));
        }

        @Override
        public FieldInfos getFieldInfos() {
            return others;
        }

        @Override
        public @Nullable CacheHelper getCoreCacheHelper() {
            return null;
        }

        @Override
        public @Nullable CacheHelper getReaderCacheHelper() {
            return null;
        }
    }

    private void write(List<IndexedTrace> indexed, CommonPhrases phrases) throws IOException {
        var batch = new TraceBatch(TraceEncoder.plain(), IndexPhrases.fixed(phrases));
        for (var trace : indexed) {
            batch.add(trace, false);
        }
        write(batch);
    }

    /** A document for each of what is to be stored. */
    private void write(IndexedTrace trace, FramedTrace texts, BytesRef... stored) throws IOException {
        var batch = new TraceBatch(TraceEncoder.plain(), IndexPhrases.fixed(CommonPhrases.none()));
        for (var bytes : stored) {
            var batched = new BatchedTrace(trace.id(), trace.trace().info().timestampMs(), bytes, false);
            batch.add(trace, texts, batched);
        }
        write(batch);
    }

    private void write(TraceBatch batch) throws IOException {
        try (var segment = batch.segment();
                var directory = FSDirectory.open(folder);
                var writer = new IndexWriter(directory, sorted())) {
            writer.addIndexes(segment.alive());
            writer.setLiveCommitData(version());
        }
    }

    private static BytesRef encoded(IndexedTrace trace) {
        return StoredTrace.encode(TraceFrame.of(trace), Optional.empty());
    }

    private static IndexWriterConfig sorted() {
        return new IndexWriterConfig().setIndexSort(IndexFormat.order());
    }

    private static Set<Map.Entry<String, String>> version() {
        return Map.of(IndexFormat.VERSION_KEY, Integer.toString(IndexFormat.VERSION))
                .entrySet();
    }

    private IndexVerification.Report verified() throws IOException {
        return new IndexVerification(folder, (done, total) -> {}).run(false);
    }
}
