package dev.trawl.cli.help;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.cli.Command;
import org.junit.jupiter.api.Test;

class HelpTopicTest {
    @Test
    void exitCodesAndFiltersAreExplained() {
        assertThat(Command.PLAIN.run("help", "exit-codes").out())
                .contains("\n    2  The command line or a filter is wrong.\n");
        assertThat(Command.PLAIN.run("help", "filters").out()).startsWith("A filter says which traces are meant.");
    }

    @Test
    void aTopicThatDoesNotExistIsAnError() {
        assertThat(Command.PLAIN.run("help", "exit-code").code()).isEqualTo(2);
    }
}
