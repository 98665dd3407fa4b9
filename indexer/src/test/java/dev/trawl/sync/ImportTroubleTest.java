package dev.trawl.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.trawl.index.DamagedIndexException;
import dev.trawl.source.ImportProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are damaged or hold something else than traces. */
class ImportTroubleTest extends ImportedFiles {
    @Test
    void badLinesAreToldByNumberAndTheOthersRead() throws IOException {
        var good = lines();
        var file = file(
                "traces.jsonl",
                concatenated(
                        bytes(good.get(0) + "\n\nno JSON at all\n" + good.get(1) + "\n{\"info\": {}}\n" + good.get(2)
                                + " " + good.get(3) + "\n" + good.get(4).substring(0, 500)
                                + "\n[1, 2]\n\"text\"\nnull\n"),
                        new byte[] {'{', '"', (byte) 0xc3, '"', '}', '\n', 0, 0, 0, '\n'},
                        bytes(good.get(5))));

        var report = run(file);

        assertThat(report.traces().added()).isEqualTo(3);
        assertThat(report.traces().failed()).isEqualTo(9);
        assertThat(report.problems().stream()
                        .map(ImportProblem::toString)
                        .map(text -> text.replace(file.toString(), "F")))
                .containsExactly(
                        "F:3: no JSON: Unrecognized token 'no'",
                        "F:5: no trace: request_id is missing",
                        "F:6: more stands behind the JSON of the trace",
                        "F:7: the JSON is cut off",
                        "F:8: no trace: expected an object, found array",
                        "F:9: no trace: expected an object, found string",
                        "F:10: no trace: expected an object, found null",
                        "F:11: no JSON: Invalid UTF-8: incomplete multi-byte sequence in property name",
                        "F:12: no trace: NUL bytes stand in it; the file may be damaged");
    }

    @Test
    void aTraceIsNotBlamedForTheDamageOfTheIndex() throws IOException {
        var file = file("traces.jsonl", bytes(text()));
        run(file);
        var index = folder.resolve("index");
        Path values;
        try (var files = Files.list(index)) {
            values = files.filter(each -> each.toString().endsWith(".dvd"))
                    .findFirst()
                    .orElseThrow();
        }
        var whole = Files.readAllBytes(values);
        // Somewhere in it are the stored traces; not every byte makes one unreadable.
        int damaged = 0;
        for (int at = 100; at < whole.length; at += whole.length / 40) {
            var flipped = whole.clone();
            flipped[at] ^= 0x41;
            Files.write(values, flipped);
            try {
                assertThat(run(file).problems()).isEmpty();
            } catch (DamagedIndexException e) {
                damaged++;
                assertThat(e).hasMessageContaining(values.getFileName() + ": its bytes do not fit its checksum");
            }
            if (damaged == 3) {
                return;
            }
            Files.write(values, whole);
        }
        assertThat(damaged).isPositive();
    }

    static Stream<Arguments> damagedFiles() throws IOException {
        var gzip = gzip(bytes(text()));
        var zstd = Zstd.compress(bytes(text()));
        var document = Files.readAllBytes(EXPORT);
        var line = bytes(lines().getFirst());
        return Stream.of(
                Arguments.of(
                        "half of a gzip file",
                        Arrays.copyOf(gzip, gzip.length / 2),
                        "F:14: the compressed data is cut off; what follows is lost"),
                Arguments.of(
                        "the magic number of gzip alone",
                        Arrays.copyOf(gzip, 2),
                        "F: the compressed data is cut off; what follows is lost"),
                Arguments.of(
                        "gzip with a damaged second part",
                        concatenated(gzip(concatenated(line, bytes("\n"))), line),
                        "F:1: cannot be read further: what follows the compressed data is no gzip, or cut off"),
                Arguments.of(
                        "half of a Zstandard file",
                        Arrays.copyOf(zstd, zstd.length / 2),
                        "F: the compressed data is cut off; what follows is lost"),
                Arguments.of(
                        "a document without its end",
                        Arrays.copyOf(document, document.length - 20_000),
                        "F:2069: the JSON is cut off; what follows is not read"),
                Arguments.of(
                        "a compressed database",
                        gzip(bytes("SQLite format 3\0…")),
                        "F: a SQLite database in a stream; unpack it and name the file instead"),
                Arguments.of(
                        "UTF-16",
                        "\ufeff{}".getBytes(StandardCharsets.UTF_16LE),
                        "F: neither JSON in UTF-8 nor gzip nor Zstandard of it"),
                Arguments.of(
                        "a picture",
                        new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 0},
                        "F: neither JSON in UTF-8 nor gzip nor Zstandard of it"),
                Arguments.of(
                        "a line and a half",
                        Arrays.copyOf(concatenated(line, bytes("\n"), line), line.length + 100),
                        "F:2: the JSON is cut off"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damagedFiles")
    void aDamagedFileIsReadAsFarAsItGoes(String damage, byte[] content, String problem) throws IOException {
        var file = file("damaged", content);

        var report = run(file);

        assertThat(report.problems()).as(damage).hasSize(1);
        assertThat(report.problems().getFirst().toString().replace(file.toString(), "F"))
                .isEqualTo(problem);
        assertThat(report.traces().failed()).isEqualTo(1);
    }

    @Test
    void spansThatAreNoJsonAreAProblemOfTheirFile() throws IOException {
        var export = Files.createDirectories(folder.resolve("export/tr-1"));
        Files.writeString(
                export.resolve("trace.json"), "{\"system\": {}, \"mlflow\": {\"info\": {\"trace_id\": \"tr-1\"}}}");
        var spans = Files.writeString(export.resolve("traces.json"), "{\"spans\": [");

        assertThat(run(folder.resolve("export")).problems())
                .extracting(Object::toString)
                .containsExactly(export.resolve("trace.json") + ": no trace: " + spans + ": the JSON is cut off");
    }
}
