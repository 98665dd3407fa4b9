package dev.trawl.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.cli.Command;
import dev.trawl.indexer.TraceIndexWriter;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.Provenance;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.TraceJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportRedactionTest {
    private static final String SECRET = "ann@mail.example";

    @TempDir
    static Path folder;

    @BeforeAll
    static void writeIndex() throws IOException {
        try (var writer = TraceIndexWriter.open(index())) {
            for (var id : new String[] {"tr-1", "tr-2"}) {
                writer.put(new IndexedTrace(
                        TraceJson.read(PythonJson.parse("""
                    {"info": {"trace_id": "%1$s", "request_time": "2026-03-01T00:00:00Z", "state": "OK", "trace_location":
                      {"type": "MLFLOW_EXPERIMENT", "mlflow_experiment": {"experiment_id": "1"}},
                      "request_preview": "from %2$s", "tags": {"sender": "%2$s"},
                      "trace_metadata": {"mlflow.trace.user": "%2$s"}},
                     "data": {"spans": [{"trace_id": "AAAA", "span_id": "AAAA", "name": "mail to %2$s",
                      "start_time_unix_nano": 1, "end_time_unix_nano": 2, "status": {"code": "STATUS_CODE_OK"},
                      "attributes": {"mlflow.spanInputs": "{\\"from\\": \\"%2$s\\"}"}}]}}
                    """.formatted(id, SECRET))),
                        Provenance.of("http://10.1.2.3:5000")));
            }
            writer.commit(Map.of());
        }
    }

    private static Path index() {
        return folder.resolve("index");
    }

    private static String exported(String file, String... options) throws IOException {
        var path = folder.resolve(file);
        var words = new ArrayList<>(List.of("export", "--overwrite", "--out", path.toString()));
        words.addAll(List.of(options));
        var ended = Command.PLAIN.on(index()).with("TRAWL_REDACT_KEY", "k").run(words.toArray(String[]::new));
        assertThat(ended.code()).as(ended.err()).isZero();
        return Files.readString(path, StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"all.jsonl", "all.csv", "all.otlp.jsonl"})
    void noFormatHoldsWhatIsPrivateAndAllHaveTheSamePseudonym(String file) throws IOException {
        assertThat(exported(file)).contains(SECRET);

        var redacted = exported(file, "--redact", "email");

        var pseudonym = exported("first.jsonl", "--redact", "email").replaceAll("(?s).*?(\\[email:\\w+\\]).*", "$1");
        assertThat(redacted).doesNotContain(SECRET).contains(pseudonym);
        assertThat(exported(file, "--redact", "email")).isEqualTo(redacted);
    }

    @Test
    void theAddressOfTheServerIsLookedAtToo() throws IOException {
        assertThat(exported("source.jsonl")).contains("10.1.2.3");
        assertThat(exported("source.jsonl", "--redact", "ip"))
                .doesNotContain("10.1.2.3")
                .contains("http://[ip:");
    }

    @Test
    void aWrongRuleLeavesNoFile() {
        var file = folder.resolve("none.jsonl");

        var ended = Command.PLAIN.on(index()).run("export", "--out", file.toString(), "--redact", "emial");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).endsWith(" Did you mean 'email'?\n");
        assertThat(file).doesNotExist();
    }
}
