package dev.trawl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.indexer.TraceIndexWriter;
import dev.trawl.query.SearchListener;
import dev.trawl.query.SearchRequest;
import dev.trawl.query.TraceSearch;
import dev.trawl.query.stats.Facets;
import dev.trawl.trace.IndexedTrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file in which the columns of keys are kept between two questions. */
class KeptColumnsTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void writeIndex() throws IOException {
        file = folder.resolve("columns");
        put(new HostileTraces(new Random(1)).traces(60));
    }

    private void put(List<IndexedTrace> traces) throws IOException {
        try (var writer = TraceIndexWriter.open(folder)) {
            for (var trace : traces) {
                writer.put(trace);
            }
            writer.commit(Map.of());
        }
    }

    private Facets facets() throws IOException {
        try (var search = TraceSearch.open(folder)) {
            return search.numbers().facets(SearchRequest.of(""), 3, SearchListener.NONE);
        }
    }

    private Object writing() throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    @Test
    void anotherProcessTakesThemFromTheFile() throws IOException {
        var first = facets();
        var written = writing();

        assertThat(facets()).isEqualTo(first);
        assertThat(writing()).isEqualTo(written);
        assertThat(first.facets()).hasSizeGreaterThan(5);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void afterACommitTheyAreReadAgain() throws IOException {
        var before = facets();
        var written = writing();
        put(new HostileTraces(new Random(2)).traces(60));
        var after = facets();

        assertThat(after).isNotEqualTo(before);
        assertThat(writing()).isNotEqualTo(written);
        Files.delete(file);
        assertThat(facets()).isEqualTo(after);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 0.9, 1})
    void aDamagedFileIsReadAgain(double place) throws IOException {
        var undamaged = facets();
        var bytes = Files.readAllBytes(file);
        bytes[(int) ((bytes.length - 1) * place)] ^= 1;
        Files.write(file, bytes);

        assertThat(facets()).isEqualTo(undamaged);
        assertThat(Files.readAllBytes(file)).isNotEqualTo(bytes);
    }

    @Test
    void aTruncatedFileIsReadAgain() throws IOException {
        var undamaged = facets();
        var bytes = Files.readAllBytes(file);
        for (int length : new int[] {0, 10, bytes.length / 2, bytes.length - 1}) {
            Files.write(file, Arrays.copyOf(bytes, length));

            assertThat(facets()).isEqualTo(undamaged);
            assertThat(file).hasSize(bytes.length);
        }
    }

    @Test
    void aFolderOfThatNameIsNoTrouble() throws IOException {
        var kept = facets();
        Files.delete(file);
        Files.createDirectory(file);

        assertThat(facets()).isEqualTo(kept);
        assertThat(file).isEmptyDirectory();
    }

    @Test
    void nothingElseIsLeftInTheFolder() throws IOException {
        facets();

        try (var files = Files.list(folder)) {
            assertThat(files.map(each -> each.getFileName().toString()).filter(name -> name.startsWith("columns")))
                    .containsExactly("columns");
        }
    }
}
