package dev.trawl.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.cli.Command;
import dev.trawl.cli.RecordedTraces;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
    @TempDir
    Path folder;

    @Test
    void whatIsWellIsSaidInALineEach() {
        RecordedTraces.index(folder);
        var ended = Command.PLAIN.on(folder).run("doctor");

        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .contains("ok  java      ", "ok  config    none (it would be /home/somebody/.config/trawl/config.toml)")
                .contains("ok  index     " + folder + ", 30 traces, ", "ok  server    none named");
    }

    @Test
    void whatIsWrongIsSaidWithWhatToDo() throws IOException {
        var config = Files.writeString(folder.resolve("config.toml"), "indx = 1");
        var ended = Command.PLAIN
                .with("TRAWL_CONFIG", config.toString())
                .with("TRAWL_INDEX", folder.resolve("none").toString())
                .run("doctor");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out())
                .contains("!!  config    " + config + ": unknown key 'indx'; did you mean 'index'?\n"
                        + "              correct the file, or move it away\n")
                .contains("!!  index     there is none in " + folder.resolve("none")
                        + "\n              fill it with trawl sync or trawl import");
    }

    @Test
    void thePasswordInTheAddressOfTheServerIsNotSaid() {
        var ended = Command.PLAIN
                .on(folder)
                .with("TRAWL_OFFLINE", "1")
                .with("MLFLOW_TRACKING_URI", "http://ann:secret@mlflow.example:5000")
                .run("doctor");

        assertThat(ended.out())
                .contains("ok  server    http://…@mlflow.example:5000, not asked: trawl is offline")
                .doesNotContain("secret");
    }

    @Test
    @Timeout(60)
    void aServerThatDoesNotAnswerIsWaitedForAsLongAsMlflowsVariablesSay() throws IOException {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            long began = System.nanoTime();
            var ended = Command.PLAIN
                    .on(folder)
                    .with("MLFLOW_TRACKING_URI", "http://127.0.0.1:" + silent.getLocalPort())
                    .with("MLFLOW_HTTP_REQUEST_TIMEOUT", "1")
                    .with("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "0")
                    .run("doctor");

            assertThat(ended.out()).contains("!!  server    ", " does not answer in time.");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(6));
        }
    }
}
