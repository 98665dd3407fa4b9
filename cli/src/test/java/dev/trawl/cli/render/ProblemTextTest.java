package dev.trawl.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.cli.console.Colours;
import dev.trawl.query.FilterException;
import dev.trawl.query.FilterException.Problem;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProblemTextTest {
    @Test
    void theLineIsShownWithThePlaceMarkedAndWhatWouldWork() {
        var problem = new Problem(0, 12, "unknown field trace.stauts", Optional.of("did you mean trace.status?"));

        assertThat(text("trace.stauts = 'OK'", problem)).isEqualTo("""
                filter:1:1: unknown field trace.stauts
                  trace.stauts = 'OK'
                  ^^^^^^^^^^^^
                  did you mean trace.status?""");
    }

    @Test
    void allProblemsAreShownInTheirOrder() {
        assertThat(text(
                        "a = 1\nAND b = 2",
                        new Problem(10, 11, "unknown field b"),
                        new Problem(0, 1, "unknown field a")))
                .isEqualTo("""
                        filter:1:1: unknown field a
                          a = 1
                          ^
                        filter:2:5: unknown field b
                          AND b = 2
                              ^""");
    }

    @Test
    void theEndOfTheTextAndWhatGoesBeyondTheLineAreMarkedByOneCaret() {
        assertThat(text("status =", new Problem(8, 8, "a value is missing"))).isEqualTo("""
                filter:1:9: a value is missing
                  status =
                          ^""");
        assertThat(text("'a\nb'", new Problem(0, 5, "this text"))).isEqualTo("""
                filter:1:1: this text
                  'a
                  ^^""");
    }

    @Test
    void anEmptyTextHasNoLineToShow() {
        assertThat(text("", new Problem(0, 0, "empty"))).isEqualTo("filter:1:1: empty");
    }

    @Test
    void wideLettersTabsAndCombiningMarksKeepTheCaretInPlace() {
        assertThat(text("\t'明天' 'e\u0308' x", new Problem(11, 12, "unknown")))
                .isEqualTo("filter:1:12: unknown\n   '明天' 'e\u0308' x\n" + " ".repeat(14) + "^");
    }

    @Test
    void aLongLineIsCutAroundThePlace() {
        var text = "x".repeat(500) + "HERE" + "y".repeat(500);

        assertThat(text(text, new Problem(500, 504, "wrong")))
                .isEqualTo("filter:1:501: wrong\n  …" + "x".repeat(40) + "HERE" + "y".repeat(56) + "…\n"
                        + " ".repeat(43) + "^^^^");
    }

    @Test
    void escapeSequencesOfAFilterDoNotReachTheTerminal() {
        assertThat(text("\u001b[2J", new Problem(0, 1, "strange \u001b"))).isEqualTo("""
                filter:1:1: strange \ufffd
                  \ufffd[2J
                  ^""");
    }

    @Test
    void onATerminalThePlaceIsColoured() {
        var exception = new FilterException("x", List.of(new Problem(0, 1, "unknown")));

        assertThat(ProblemText.of("--order-by", exception, Colours.ANSI))
                .isEqualTo("\u001b[1m--order-by:1:1:\u001b[0m unknown\n  x\n  \u001b[31m^\u001b[0m");
    }

    @Test
    void forMachinesProblemsAndHintsStandInOneLine() {
        var exception = new FilterException(
                "x y", List.of(new Problem(0, 1, "unknown x", Optional.of("try z")), new Problem(2, 3, "unknown y")));

        assertThat(ProblemText.inOneLine(exception)).isEqualTo("unknown x; try z; unknown y");
    }

    private static String text(String filter, Problem... problems) {
        return ProblemText.of("filter", new FilterException(filter, List.of(problems)), Colours.NONE);
    }
}
