package dev.trawl.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.cli.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code trawl doctor} says to do. */
@Timeout(60)
class AdviceTest {
    private static final String NEXT_LINE = "\n              ";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | | wants to know who asks (401). Set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN. | check MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, MLFLOW_TRACKING_TOKEN, or ~/.mlflow/credentials",
                "503 | busy | failed to answer (503): busy | try later, and look into the log of the server",
                "200 | hello | answers, but not as an MLflow server does. Is the address right, with the port and any path in front of /api? | check MLFLOW_TRACKING_URI",
                "200 | 1.2.0 | runs MLflow 1.2.0. Traces can be read from MLflow 3.0 on; upgrade the server. |"
            })
    void whatToDoFitsWhatTheServerAnswers(int status, String body, String state, String advice) throws IOException {
        try (var server = new FixedAnswer(status, body == null ? "" : body)) {
            var out = Command.PLAIN
                    .with("MLFLOW_TRACKING_URI", server.address())
                    .with("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "0")
                    .run("doctor")
                    .out();

            assertThat(out)
                    .endsWith("!!  server    " + server.address() + " " + state
                            + (advice == null ? "" : NEXT_LINE + advice) + "\n");
        }
    }

    @Test
    void anAddressInTheConfigurationIsToBeCorrectedThere() throws IOException {
        var config = Files.writeString(folder.resolve("config.toml"), "tracking-uri = 'ftp://127.0.0.1'\n");
        var out = Command.PLAIN
                .with("TRAWL_CONFIG", config.toString())
                .run("doctor")
                .out();

        assertThat(out).endsWith(NEXT_LINE + "check tracking-uri in " + config + "\n");
    }

    @Test
    void whatAdvisesItselfGetsNoOtherAdvice() throws IOException {
        var file = Files.createFile(folder.resolve("traces.jsonl"));
        var out = Command.PLAIN.on(file).run("doctor").out();

        assertThat(out)
                .contains("!!  index     " + file
                        + " is a file, not the folder of an index; name another with --index\nok  disk");
    }
}
