package dev.trawl.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trawl.index.IndexFormat;
import dev.trawl.indexer.TraceIndexWriter;
import dev.trawl.source.FoundTrace;
import dev.trawl.source.ImportProblem;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What fails while an import works is the import's failure or a trace's problem, and never lost. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ImportPipelineTest {
    private static final int ALL_THE_ROOM = 32 << 20;

    @TempDir
    private Path folder;

    private final Tally tally = new Tally();

    @Test
    void aLibraryThatCannotBeLoadedForDecodingEndsTheImport() {
        var broken = new UnsatisfiedLinkError("no zstd in java.library.path");

        assertThatThrownBy(() -> run(() -> {
                    throw broken;
                }))
                .isSameAs(broken);
    }

    @Test
    void aLibraryThatCannotBeLoadedForIndexingEndsTheImport() {
        var broken = new UnsatisfiedLinkError("no zstd in java.library.path");

        assertThatThrownBy(() -> run(() -> holding(new Unwritable(broken)))).isSameAs(broken);
    }

    @Test
    void aTraceThatIsNestedTooDeeplyIsItsOwnProblem() throws IOException {
        var problems = run(() -> holding(nested(1_000_000)));

        assertThat(problems).hasSize(3);
        assertThat(problems.getFirst().toString())
                .startsWith("traces.jsonl:7: the trace cannot be indexed: java.lang.StackOverflowError");
        assertThat(tally.counts().failed()).isEqualTo(3);
    }

    @Test
    void whereNoTraceCouldBeIndexedTheCommitHasNothingToPublish() throws IOException {
        try (var writer = TraceIndexWriter.open(folder)) {
            var refused = holding(nested(1_000_000));

            assertThatThrownBy(() -> writer.put(refused)).isInstanceOf(StackOverflowError.class);
            writer.commit(Map.of("checkpoint", "here"));
        }
        try (var reader = IndexFormat.openForReading(folder)) {
            assertThat(reader.numDocs()).isZero();
        }
    }

    /** Three times, each filling all the room there is: so it shows when room is not given back. */
    private List<ImportProblem> run(Supplier<IndexedTrace> decoding) throws IOException {
        try (var writer = TraceIndexWriter.open(folder);
                var pipeline = new ImportPipeline(new HeldTraces(writer), tally, false, 2)) {
            for (int i = 0; i < 3; i++) {
                pipeline.accept(FoundTrace.of("traces.jsonl", 7, ALL_THE_ROOM, decoding));
            }
            pipeline.finish();
            return pipeline.problems();
        }
    }

    private static IndexedTrace holding(JsonNode node) {
        try {
            var whole = ImportedFiles.exported().values().iterator().next().trace();
            return new IndexedTrace(new Trace(whole.info(), whole.spans(), Map.of("odd", node)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode nested(int depth) {
        JsonNode node = JsonNodeFactory.instance.nullNode();
        for (int i = 0; i < depth; i++) {
            node = new ArrayNode(JsonNodeFactory.instance, List.of(node));
        }
        return node;
    }

    /** An object that cannot be written as JSON. */
    private static final class Unwritable extends ObjectNode {
        private static final long serialVersionUID = 1;

        private final Error reason;

        Unwritable(Error reason) {
            super(JsonNodeFactory.instance);
            this.reason = reason;
        }

        @Override
        public Set<Map.Entry<String, JsonNode>> properties() {
            throw reason;
        }
    }
}
