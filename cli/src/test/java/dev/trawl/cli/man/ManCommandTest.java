package dev.trawl.cli.man;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.cli.Command;
import dev.trawl.cli.Command.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManCommandTest {
    private static final Pattern OPTION = Pattern.compile("(?m)^ +(?:-\\w, )?(--[a-z-]+)");
    private static final Pattern VERB = Pattern.compile("(?m)^  ([a-z]+) ");

    @TempDir
    static Path folder;

    @Test
    void everyCommandOfTheHelpHasAPageWithAllItsOptions() throws IOException {
        assertThat(Command.PLAIN.run("man", "--write", folder.toString()).code())
                .isZero();
        var help = Command.PLAIN.run("--help").out();
        var verbs = VERB.matcher(help.substring(help.indexOf("Commands:"), help.indexOf("Exit codes:")))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(verbs).contains("search", "man").hasSizeGreaterThan(20);
        for (var verb : verbs) {
            var page = Files.readString(folder.resolve("man1/trawl-" + verb + ".1"));
            if (!verb.equals("help")) {
                assertThat(options(Command.PLAIN.run(verb, "--help").out()))
                        .isNotEmpty()
                        .allSatisfy(option -> assertThat(page).contains("\\fB" + option.replace("-", "\\-") + "\\fR"));
            }
        }
        assertThat(folder.resolve("man1/trawl.1")).exists();
        assertThat(folder.resolve("man1/trawl-traces-search.1")).exists();
        assertThat(folder.resolve("man7/trawl-filters.7")).content().contains("RLIKE");
    }

    private static List<String> options(String help) {
        return OPTION.matcher(help).results().map(found -> found.group(1)).toList();
    }

    @Test
    void aPageGoesIntoAPipeAsRoff() {
        var page = Command.PLAIN.run("man", "traces", "get").out();

        assertThat(page).startsWith(".TH \"TRAWL\\-TRACES\\-GET\" 1").contains("\n.SH \"OPTIONS\"\n");
    }

    @Test
    void aPageThatThereIsNotIsRefusedWithTheOneThatWasMeant() {
        assertThat(Command.PLAIN.run("man", "serch").err())
                .endsWith("Error: There is no page on 'serch'. Did you mean 'search'?\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a-b 'c' `d` "e"  | a\\-b \\(aqc\\(aq \\(gad\\(ga \\(dqe\\(dq
            \\w+ ^ ~ …       | \\ew+ \\(ha \\(ti \\[u2026]
            """, quoteCharacter = '!')
    void whatRoffWouldReadIsEscaped(String text, String expected) {
        assertThat(Roff.escaped(text)).isEqualTo(expected);
    }

    @Test
    void aLineThatBeginsWithAPointIsText() {
        assertThat(new Roff().text(".gz compresses").toString()).isEqualTo("\\&.gz compresses\n");
        assertThat(Command.PLAIN.run("man", "nothing")).extracting(Ended::code).isEqualTo(2);
    }
}
