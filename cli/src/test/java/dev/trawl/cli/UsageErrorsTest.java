package dev.trawl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageErrorsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sync http://ann:hunter2@127.0.0.1:9",
                "sync http://ann:hunter2/x@127.0.0.1:9",
                "sync --every http://ann:hunter2@127.0.0.1:9",
                "search a http://ann:hunter2@127.0.0.1:9",
                "search --limit=http://ann:hunter2@127.0.0.1:9",
                "doctor http://ann:hunter2@127.0.0.1:9",
                "http://ann:hunter2@127.0.0.1:9"
            })
    void aPasswordThatWasTypedIsNotRepeated(String line) {
        var ended = Command.PLAIN.run(line.split(" "));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("http://…@127.0.0.1:9").doesNotContain("hunter2");
    }

    @Test
    void anAddressThatStandsAloneIsAnsweredWithHowAServerIsNamed() {
        assertThat(Command.PLAIN.run("sync", "http://127.0.0.1:9").err())
                .endsWith(
                        "Error: Got unexpected extra argument (http://127.0.0.1:9). A server is named with --tracking-uri:"
                                + " trawl sync --tracking-uri http://127.0.0.1:9\n");
        assertThat(Command.PLAIN.run("doctor", "http://127.0.0.1:9").err())
                .endsWith("(http://127.0.0.1:9). The server that is asked is that of MLFLOW_TRACKING_URI.\n");
    }
}
