package dev.trawl.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.cli.Command;
import dev.trawl.cli.RecordedTraces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
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
}
