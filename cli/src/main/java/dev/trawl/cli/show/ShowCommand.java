package dev.trawl.cli.show;

import dev.trawl.cli.chat.ChatMessage;
import dev.trawl.cli.chat.Conversations;
import dev.trawl.cli.chat.Transcript;
import dev.trawl.cli.chat.Utterance;
import dev.trawl.cli.console.Colours;
import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.FailureException;
import dev.trawl.cli.console.Output;
import dev.trawl.cli.console.Parameter;
import dev.trawl.cli.console.ReadingOptions;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.console.UsageException;
import dev.trawl.cli.get.TraceById;
import dev.trawl.cli.render.ProblemText;
import dev.trawl.cli.render.Quantity;
import dev.trawl.query.FilterException;
import dev.trawl.query.TraceSearch;
import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.MlflowKey;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** {@code trawl show}: one trace for a person. */
public final class ShowCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    private final Parameter<String> traceId = Parameter.argument()
            .takes("ID", "Which trace; the beginning of its id is enough.")
            .text("");

    private final Parameter<Optional<String>> spans = Parameter.option("--spans")
            .takes("FILTER", "Show the spans that this selects and those above them, and fold the others.")
            .optionalText();

    private final Parameter<Optional<String>> span = Parameter.option("--span")
            .takes("ID", "Show all of one span: the beginning of its id, or its name.")
            .optionalText();

    private final Parameter<Boolean> chat =
            Parameter.option("--chat").flag("Show what people and models said, as a transcript.");

    private final ReadingOptions reading;

    public ShowCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.reading = new ReadingOptions(surroundings);
    }

    /** The command as picocli needs it. */
    public CommandSpec specification() {
        var specification = CommandSpec.wrapWithoutInspection(this).name("show");
        specification
                .usageMessage()
                .description(
                        "Show one trace as a tree with times, where errors began, and what was said.",
                        "",
                        "On a terminal through PAGER, else less.")
                .footer(
                        "",
                        "Examples:",
                        "  trawl show tr-f8508702",
                        "  trawl show tr-f8508702 --spans \"span.status = 'ERROR'\"",
                        "  trawl show tr-f8508702 --span create_ticket",
                        "  trawl show tr-f8508702 --chat");
        Parameter.addAll(specification, traceId, spans, span, chat);
        Parameter.addAll(specification, reading.options());
        return specification;
    }

    @Override
    public Integer call() throws IOException {
        if (chat.value() && (span.value().isPresent() || spans.value().isPresent())) {
            throw new UsageException("--chat shows the conversation of the whole trace; leave out --span and --spans.");
        }
        if (span.value().isPresent() && spans.value().isPresent()) {
            throw new UsageException("--span shows all of one span, --spans a tree of several; leave out one of them.");
        }
        var redaction = reading.redaction();
        try (var search = reading.index()) {
            var stored = TraceById.beginning(search, reading.folder(), traceId.value());
            var trace = redaction.apply(stored);
            var rows = SpanTree.rows(trace.trace().spans());
            var choice = new SpanChoice(stored, rows);
            var one = span.value().map(choice::only);
            var folding = spans.value().map(filter -> folding(choice, filter)).orElseGet(Folding::none);
            var conversations = chat.value() ? conversations(trace, rows) : List.<List<ChatMessage>>of();
            try (var pager = reading.pager()) {
                var page = new Page(pager.output());
                if (one.isPresent()) {
                    new SpanPage(page.output(), page.width(), page.colours()).print(rows, one.get());
                } else if (chat.value()) {
                    transcript(conversations, page);
                } else {
                    tree(trace, rows, folding, search, page);
                }
            }
        }
        return ExitCode.SUCCESS.number();
    }

    /** Where the trace is shown. */
    private final class Page {
        private final Output output;

        Page(Output output) {
            this.output = output;
        }

        Output output() {
            return output;
        }

        int width() {
            return surroundings.textColumns();
        }

        Colours colours() {
            return surroundings.outputColours();
        }
    }

    private void tree(IndexedTrace trace, List<SpanTree.Row> rows, Folding folding, TraceSearch search, Page page) {
        var now = surroundings.outputIsTerminal()
                ? Optional.of(surroundings.clock().instant())
                : Optional.<Instant>empty();
        new TraceHead(page.output(), page.width(), page.colours()).print(trace, search, now);
        TreeText.errors(rows, page.width(), page.colours(), page.output());
        if (rows.isEmpty()) {
            return;
        }
        page.output().line("");
        new TreeText(rows, folding, page.width(), page.colours()).print(page.output());
    }

    /** What models were sent and wrote, span by span; without such spans, what went into the trace and came out. */
    private List<List<ChatMessage>> conversations(IndexedTrace trace, List<SpanTree.Row> rows) {
        var ofSpans = rows.stream()
                .flatMap(row -> Conversations.of(row.span()).stream())
                .toList();
        if (!ofSpans.isEmpty()) {
            return ofSpans;
        }
        var info = trace.trace().info();
        var ofTrace = Stream.of(
                        said("user", rows, MlflowKey.SPAN_INPUTS, info.requestPreview()),
                        said("assistant", rows, MlflowKey.SPAN_OUTPUTS, info.responsePreview()))
                .flatMap(Optional::stream)
                .toList();
        if (ofTrace.isEmpty()) {
            surroundings.tell("trawl: nothing was said in trace " + info.traceId());
            return List.of();
        }
        return List.of(ofTrace);
    }

    private static Optional<ChatMessage> said(
            String role, List<SpanTree.Row> rows, String key, Optional<String> preview) {
        return Utterance.ofTrace(rows.stream().map(SpanTree.Row::span).findFirst(), key, preview)
                .filter(text -> !text.isEmpty())
                .map(text -> new ChatMessage(role, text, List.of()));
    }

    private static void transcript(List<List<ChatMessage>> conversations, Page page) {
        var transcript = new Transcript(page.output(), page.width(), page.colours());
        conversations.forEach(transcript::add);
    }

    private Folding folding(SpanChoice choice, String filter) {
        try {
            var folding = choice.folding(filter, surroundings.clock());
            if (folding.selectedRows() == 0) {
                surroundings.tell("trawl: none of the " + Quantity.of(choice.size(), "span") + " is selected");
            }
            return folding;
        } catch (FilterException e) {
            throw new FailureException(ExitCode.USAGE, ProblemText.of("--spans", e, surroundings.messageColours()));
        }
    }
}
