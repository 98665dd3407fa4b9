package dev.trawl.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;
import dev.trawl.indexer.TraceIndexWriter;
import dev.trawl.query.SearchListener;
import dev.trawl.query.SearchRequest;
import dev.trawl.query.TraceSearch;
import dev.trawl.sync.Import;
import dev.trawl.sync.ImportListener;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.MlflowKey;
import dev.trawl.trace.Provenance;
import dev.trawl.trace.PythonJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

class ExportTest {
    private static final Path DATABASE = Path.of("../e2e/mlflow/corpus/mlflow.db");

    @TempDir
    private Path folder;

    @BeforeEach
    void index() throws IOException {
        read("index", DATABASE);
    }

    @Test
    void whatWasImportedIsExportedByteForByte() throws IOException {
        var first = exported("index", ExportFormat.JSONL, "");
        read("other", Files.write(folder.resolve("traces.jsonl"), first));

        assertThat(exported("other", ExportFormat.JSONL, "")).isEqualTo(first);
        assertThat(lines(first)).hasSize(30);
    }

    @Test
    void aFilterSelects() throws IOException {
        assertThat(lines(exported("index", ExportFormat.JSONL, "status = 'ERROR'")))
                .hasSize(1)
                .allMatch(line -> line.contains("\"state\": \"ERROR\""));
    }

    @Test
    void everyTraceIsChangedBeforeItIsWritten() throws IOException {
        var out = new ByteArrayOutputStream();
        UnaryOperator<IndexedTrace> change =
                trace -> new IndexedTrace(trace.trace(), Provenance.UNKNOWN.withLinkedRuns(Set.of("changed")));
        try (var search = TraceSearch.open(folder.resolve("index"))) {
            new Export(search, change, written -> {}).run(SearchRequest.of(""), ExportFormat.JSONL, out);
        }

        assertThat(lines(out.toByteArray())).allMatch(line -> line.endsWith("{\"linked_runs\": [\"changed\"]}}"));
    }

    @Test
    void cellsOfCsvAreQuotedWhereTheyMust() throws IOException {
        var csv = text(exported("index", ExportFormat.CSV, "name = 'other_exp'"));

        assertThat(csv.lines().findFirst())
                .hasValueSatisfying(header -> assertThat(header)
                        .startsWith("trace_id,experiment_id,request_time,timestamp_ms,execution_time_ms,state,name,"));
        assertThat(csv)
                .contains(
                        "\r\ntr-c4f286126cfe9b7b0e32f5cef5380623,2,2025-10-09T08:53:50Z,1760000030000,300,OK,other_exp,,")
                .contains("\"\"env\"\": \"\"prod\"\"");
    }

    @Test
    void spansComeBackFromOpenTelemetrysForm() throws IOException {
        var report = new ByteArrayOutputStream();
        try (var search = TraceSearch.open(folder.resolve("index"))) {
            var counted = new Export(search, UnaryOperator.identity(), written -> {})
                    .run(SearchRequest.of(""), ExportFormat.OTLP, report);
            assertThat(counted).isEqualTo(new Export.Report(27, 3));
        }
        read("other", Files.write(folder.resolve("spans.jsonl"), report.toByteArray()));

        assertThat(count("other", "span.name = 'search' AND span.status = 'ERROR'"))
                .isEqualTo(count("index", "span.name = 'search' AND span.status = 'ERROR'"));
        assertThat(count("other", "span.type = 'TOOL'")).isEqualTo(count("index", "span.type = 'TOOL'"));
        assertThat(count("other", "")).isEqualTo(27);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1e400 | 99999999999999999999 | -3 | NaN | ,,-3,,",
                "12.0  | 9223372036854775807  | 1e30 | 0.5 | 12,9223372036854775807,,0.5,"
            })
    void countsThatNoColumnHoldsAreEmptyCells(String input, String output, String total, String cost, String cells)
            throws IOException {
        var trace = (ObjectNode) PythonJson.parse(text(exported("index", ExportFormat.JSONL, "name = 'other_exp'")));
        ((ObjectNode) trace.path("info").path("trace_metadata"))
                .put(
                        MlflowKey.TRACE_TOKENS,
                        "{\"input_tokens\": %s, \"output_tokens\": %s, \"total_tokens\": %s}"
                                .formatted(input, output, total))
                .put(MlflowKey.TRACE_COST, "{\"total_cost\": %s}".formatted(cost));
        read("other", Files.writeString(folder.resolve("traces.jsonl"), PythonJson.ascii(trace)));

        assertThat(text(exported("other", ExportFormat.CSV, ""))).contains("," + cells);
        assertThat(exported("other", ExportFormat.PARQUET, "")).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("attributesOfAnySize")
    void attributesOfAnySizeComeBackFromOpenTelemetrysForm(String attribute, String back) throws IOException {
        var trace = PythonJson.parse(text(exported("index", ExportFormat.JSONL, "name = 'other_exp'")));
        var span = trace.path("data").path("spans").path(0);
        ((ObjectNode) span.path("attributes")).put("size", attribute);
        read("other", Files.writeString(folder.resolve("traces.jsonl"), PythonJson.ascii(trace)));
        read("back", Files.write(folder.resolve("spans.jsonl"), exported("other", ExportFormat.OTLP, "")));

        var spans = PythonJson.parse(exported("back", ExportFormat.JSONL, ""))
                .path("data")
                .path("spans");

        assertThat(spans.path(0).path("attributes").path("size").asString("")).isEqualTo(back);
    }

    static Stream<Arguments> attributesOfAnySize() {
        var deep = "[".repeat(1_500) + "{\"a\": 1}" + "]".repeat(1_500);
        var digits = "1" + "0".repeat(400);
        return Stream.of(
                Arguments.of(deep, deep),
                Arguments.of(digits, "\"" + digits + "\""),
                Arguments.of("[[[1]]]", "[[[1]]]"),
                Arguments.of("18446744073709551616", "1.8446744073709552e+19"));
    }

    @Test
    void aParquetFileBeginsAndEndsAsSuch() throws IOException {
        var parquet = exported("index", ExportFormat.PARQUET, "");

        assertThat(new String(parquet, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("PAR1");
        assertThat(new String(parquet, parquet.length - 4, 4, StandardCharsets.US_ASCII))
                .isEqualTo("PAR1");
    }

    @Test
    void aFileAppearsWhenItIsWholeAndNeverInsteadOfAnother() throws IOException {
        var file = folder.resolve("new.jsonl");
        try (var abandoned = WholeFile.begin(file, false)) {
            abandoned.content().write(1);
        }
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().contains("new.jsonl"));

        try (var whole = WholeFile.begin(file, false)) {
            whole.content().write(1);
            assertThat(file).doesNotExist();
            assertThat(whole.finish()).isEqualTo(1);
        }
        assertThat(file).hasBinaryContent(new byte[] {1});
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> WholeFile.begin(file, false)).isInstanceOf(FileAlreadyExistsException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "a.jsonl, JSONL",
        "a.ndjson.gz, JSONL",
        "a.CSV.zst, CSV",
        "A.JSONL.GZ, JSONL",
        "a.otlp.jsonl.zst, OTLP",
        "a.parquet, PARQUET",
        "a.txt,",
        "jsonl,"
    })
    void theNameSaysTheFormat(String name, ExportFormat format) {
        assertThat(ExportFormat.of(Path.of(name))).isEqualTo(Optional.ofNullable(format));
    }

    /** As gzip does, which has a checksum always. */
    @Test
    void noDamageToACompressedExportIsTakenForItsContent() throws IOException {
        var written = new ByteArrayOutputStream();
        var content = exported("index", ExportFormat.JSONL, "");
        try (var out = FileCompression.of("a.jsonl.zst").around(written)) {
            out.write(content);
        }
        for (int bit = 0; bit < Byte.SIZE * written.size(); bit += 499) {
            byte[] damaged = written.toByteArray();
            damaged[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertThat(decompressed(damaged).filter(same -> !Arrays.equals(same, content)))
                    .as("bit " + bit)
                    .isEmpty();
        }
    }

    /** Nothing if they cannot be decompressed. */
    private static Optional<byte[]> decompressed(byte[] zstd) {
        try (var in = new ZstdInputStream(new ByteArrayInputStream(zstd))) {
            return Optional.of(in.readAllBytes());
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }

    private void read(String index, Path file) throws IOException {
        try (var writer = TraceIndexWriter.open(folder.resolve(index))) {
            var report = new Import(writer, InputStream.nullInputStream(), Clock.systemUTC())
                    .run(List.of(file), false, ImportListener.NONE);
            assertThat(report.problems()).isEmpty();
        }
    }

    private byte[] exported(String index, ExportFormat format, String filter) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var search = TraceSearch.open(folder.resolve(index))) {
            new Export(search, UnaryOperator.identity(), written -> {}).run(SearchRequest.of(filter), format, out);
        }
        return out.toByteArray();
    }

    private long count(String index, String filter) throws IOException {
        try (var search = TraceSearch.open(folder.resolve(index))) {
            return search.count(SearchRequest.of(filter), SearchListener.NONE);
        }
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static List<String> lines(byte[] utf8) {
        return text(utf8).lines().toList();
    }
}
