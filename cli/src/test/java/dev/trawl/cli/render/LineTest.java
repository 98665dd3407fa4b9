package dev.trawl.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.cli.console.Colours;
import dev.trawl.query.snippet.Mark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineTest {
    @ParameterizedTest
    @CsvSource({
        "abcdef, 6, abcdef",
        "abcdefg, 6, abcde…",
        "日本語, 6, 日本語",
        "日本語です, 6, 日本…",
        "日本語です, 5, 日本…",
        "a日本語, 4, a日…",
        "abc, 1, …",
        "✅done, 6, ✅done",
        "✅done, 5, ✅do…",
        "🇩🇪ab, 4, 🇩🇪ab",
        "🔎ab, 3, 🔎…",
    })
    void whatIsTooWideForItsColumnsIsCut(String text, int columns, String expected) {
        assertThat(Line.of(text).within(columns).text()).isEqualTo(expected);
        assertThat(Line.of(text).within(columns).width()).isLessThanOrEqualTo(columns);
    }

    @Test
    void aMarkOfALetterAndItsAccentIsNotCutInTwo() {
        assertThat(Line.of("e\u0301e\u0301e\u0301").within(2).text()).isEqualTo("e\u0301…");
    }

    @Test
    void controlCharactersDoNotReachTheTerminal() {
        assertThat(Line.of("a\tb\nc\u001b[31m\u009b").text()).isEqualTo("a b c\ufffd[31m\ufffd");
    }

    @Test
    void neitherDoWhatTurnsTheDirectionNorWhatCannotBeSeen() {
        assertThat(Line.of("a\u202eb\u2066c\u200bd\u200de\ufefff").text())
                .isEqualTo("a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf");
        var joined = "👩\u200d🔬 می\u200cخواهم e\u0301";
        assertThat(Line.of(joined).text()).isEqualTo(joined);
        assertThat(WrappedText.clean("a\n\tb\u202e")).isEqualTo("a\n    b\ufffd");
    }

    @Test
    void marksAreCutWithTheText() {
        var line = new Line("one two three", List.of(new Mark(4, 7), new Mark(8, 13)));

        assertThat(line.painted(Colours.ANSI, UnaryOperator.identity()))
                .isEqualTo("one \u001b[1;31mtwo\u001b[0m \u001b[1;31mthree\u001b[0m");
        assertThat(line.within(11).marks()).containsExactly(new Mark(4, 7), new Mark(8, 10));
        assertThat(line.within(8).marks()).containsExactly(new Mark(4, 7));
    }

    @ParameterizedTest
    @CsvSource({
        "one two [three] four five, 23, one two [three] four five",
        "one two [three] four five, 22, one two [three] four fi…",
        "one two [three] four five, 16, …two [three] four…",
        "one two [three] four five, 15, …two [three] fou…",
        "one two [three] four five, 7, …[three]…",
        "one two [three] four five, 6, …[thre]…",
        "one two [three] four five, 1, …",
        "one two [three] f, 12, …wo [three] f",
        "a [three] four five, 12, a [three] fou…",
        "ab [three] four five, 11, ab [three] f…",
        "[one] two [three] four, 10, [one] two [t]…",
        "日本語です[日本]語です, 12, …です[日本]語…",
        "日本語です[日本]語です, 11, …す[日本]語…",
        "日本語です[日本]語です, 5, …[日]…",
        "one two three, 8, one two…",
    })
    void whatIsMarkedStaysInSight(String text, int columns, String expected) {
        var marks = new ArrayList<Mark>();
        var plain = new StringBuilder(text);
        for (int at = plain.indexOf("["); at >= 0; at = plain.indexOf("[")) {
            plain.deleteCharAt(at);
            int end = plain.indexOf("]");
            plain.deleteCharAt(end);
            marks.add(new Mark(at, end));
        }

        var line = new Line(plain.toString(), marks).around(columns);

        assertThat(line.width()).isLessThanOrEqualTo(columns);
        assertThat(line.painted(Colours.ANSI, UnaryOperator.identity())
                        .replace("\u001b[1;31m", "[")
                        .replace("\u001b[0m", "]"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-09T11:59:48Z, 12 s ago",
        "2026-03-09T11:00:30Z, 59 min ago",
        "2026-03-09T11:00:00Z, 1 h ago",
        "2026-03-07T12:00:01Z, 47 h ago",
        "2026-03-07T12:00:00Z, 2 d ago",
        "2026-02-23T12:00:01Z, 13 d ago",
        "2026-02-23T12:00:00Z, 2026-02-23",
        "2026-03-09T12:00:01Z, 2026-03-09",
    })
    void aTimeIsToldByItsDistanceWhileThatIsShort(String moment, String expected) {
        assertThat(Moment.relative(Instant.parse(moment), Instant.parse("2026-03-09T12:00:00Z")))
                .isEqualTo(expected);
    }
}
