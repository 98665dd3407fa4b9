package dev.trawl.cli.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.cli.console.Colours;
import dev.trawl.cli.console.Output;
import dev.trawl.trace.MlflowKey;
import dev.trawl.trace.Span;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spans as what went in > what came out, a message as its speaker and a word. */
class TranscriptTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        user:yes assistant:and? user:yes > assistant:done | user:yes assistant:and? user:yes assistant:done
        user:hi > assistant:hello; user:hi assistant:hello user:bye > assistant:ciao | user:hi assistant:hello user:bye assistant:ciao
        user:yes > assistant:ok; user:yes assistant:ok user:yes > assistant:ok; user:yes assistant:ok user:yes assistant:ok user:yes > assistant:ok | user:yes assistant:ok user:yes assistant:ok user:yes assistant:ok
        user:hi > assistant:hello; user:hi > assistant:hello | user:hi assistant:hello
        user:hi > user:hi assistant:hello | user:hi assistant:hello
        user:hi > system:be-kind user:hi assistant:hello | user:hi system:be-kind assistant:hello
        user:hi assistant:hello > assistant:hello | user:hi assistant:hello
        user:hi > tool:1 | user:hi tool:1
        > assistant:x assistant:x | assistant:x assistant:x
        """)
    void aHistoryThatIsSentAgainIsShownOnceAndWhatIsSaidAgainIsShownAgain(String spans, String expected) {
        var printed = new ByteArrayOutputStream();
        var output = new Output(printed);
        var transcript = new Transcript(output, 80, Colours.NONE);

        Stream.of(spans.split(";"))
                .flatMap(span -> Conversations.of(span(span)).stream())
                .forEach(transcript::add);

        output.flush();
        assertThat(printed.toString(StandardCharsets.UTF_8)
                        .strip()
                        .replaceAll("\n\n", " ")
                        .replaceAll("\n  ", ":"))
                .isEqualTo(expected);
    }

    private static Span span(String words) {
        var sides = words.split(">", -1);
        return new Span(
                "t",
                "1",
                Optional.empty(),
                "chat",
                0,
                Optional.empty(),
                List.of(),
                "STATUS_CODE_OK",
                "",
                Map.of(MlflowKey.SPAN_INPUTS, messages(sides[0]), MlflowKey.SPAN_OUTPUTS, messages(sides[1])),
                List.of(),
                Map.of());
    }

    private static String messages(String words) {
        return Stream.of(words.strip().split(" "))
                .filter(word -> !word.isEmpty())
                .map(word -> word.split(":"))
                .map(word -> "{\"role\": \"%s\", \"content\": \"%s\"}".formatted(word[0], word[1]))
                .collect(Collectors.joining(", ", "{\"messages\": [", "]}"));
    }
}
