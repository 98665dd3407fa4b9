package dev.trawl.cli.session;

import dev.trawl.cli.chat.Utterance;
import dev.trawl.cli.console.Colours;
import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.FailureException;
import dev.trawl.cli.console.Output;
import dev.trawl.cli.console.Parameter;
import dev.trawl.cli.console.ReadingOptions;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.render.Judgements;
import dev.trawl.cli.render.Line;
import dev.trawl.cli.render.Moment;
import dev.trawl.cli.render.PaintedLine;
import dev.trawl.cli.render.Quantity;
import dev.trawl.cli.render.Statuses;
import dev.trawl.cli.render.WrappedText;
import dev.trawl.cli.show.SpanTree;
import dev.trawl.cli.show.TreeText;
import dev.trawl.query.SearchListener;
import dev.trawl.query.SearchRequest;
import dev.trawl.query.Similar;
import dev.trawl.query.TraceSearch;
import dev.trawl.query.stats.StatsRequest;
import dev.trawl.trace.Assessment;
import dev.trawl.trace.MlflowKey;
import dev.trawl.trace.Trace;
import dev.trawl.trace.TraceInfo;
import dev.trawl.trace.redact.Redaction;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code trawl session}: a conversation in its order, with what failed and what was thought of it. */
public final class SessionCommand implements Callable<Integer> {
    private static final int SESSIONS_LISTED = 10;
    private static final int TRACES_TRIED = 500;
    private static final String INDENT = "    ";
    private static final String LIST_INDENT = "  ";

    private final Surroundings surroundings;

    private final Parameter<String> sessionId = Parameter.argument()
            .takes("ID", "Which session; the beginning of its id is enough.")
            .text("");

    private final ReadingOptions reading;

    public SessionCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.reading = new ReadingOptions(surroundings);
    }

    /** The command as picocli needs it. */
    public CommandSpec specification() {
        var specification = CommandSpec.wrapWithoutInspection(this).name("session");
        specification
                .usageMessage()
                .description("Show the conversation of a session, turn by turn, with errors and feedback.")
                .footer("", "Example:", "  trawl session chat-904-e55");
        Parameter.addAll(specification, sessionId);
        Parameter.addAll(specification, reading.options());
        return specification;
    }

    @Override
    public Integer call() throws IOException {
        var redaction = reading.redaction();
        try (var search = reading.index()) {
            var session = found(search, redaction);
            var request = SearchRequest.of(SessionFilters.of(session))
                    .withOrderBy(List.of("timestamp_ms ASC"))
                    .withLimit(SearchRequest.ALL);
            var hits = search.search(request).hits();
            try (var pager = reading.pager()) {
                var page = new Page(pager.output());
                var summary = new SessionSummary(redaction.apply(session));
                for (var hit : hits) {
                    summary.add(redaction.apply(search.open(hit).info()));
                }
                page.head(summary);
                int turn = 1;
                for (var hit : hits) {
                    page.turn(turn++, redaction.apply(search.load(hit).trace()));
                }
            }
        }
        return ExitCode.SUCCESS.number();
    }

    /** The session that was meant: of that id, or the only one that begins so. */
    private String found(TraceSearch search, Redaction redaction) throws IOException {
        var text = sessionId.value();
        if (!search.search(SearchRequest.of(SessionFilters.of(text)).withLimit(1))
                .hits()
                .isEmpty()) {
            return text;
        }
        Set<String> sessions = new LinkedHashSet<>();
        for (var hit : search.search(
                        SearchRequest.of(SessionFilters.beginning(text)).withLimit(TRACES_TRIED))
                .hits()) {
            search.open(hit).info().session().ifPresent(sessions::add);
        }
        if (sessions.size() == 1) {
            return sessions.iterator().next();
        }
        throw new FailureException(
                ExitCode.TROUBLE,
                sessions.isEmpty()
                        ? "trawl: there is no session '" + text + "'" + meant(search, text, redaction)
                        : "trawl: several sessions begin with '" + text + "':\n" + LIST_INDENT
                                + String.join(
                                        "\n" + LIST_INDENT,
                                        sessions.stream()
                                                .limit(SESSIONS_LISTED)
                                                .map(redaction::apply)
                                                .map(id -> Line.of(id)
                                                        .within(surroundings.textColumns() - LIST_INDENT.length())
                                                        .text())
                                                .toList())
                                + (sessions.size() > SESSIONS_LISTED ? "\n" + LIST_INDENT + "…" : ""));
    }

    private static String meant(TraceSearch search, String text, Redaction redaction) throws IOException {
        var bySession = new StatsRequest(SearchRequest.of(""), Optional.empty(), List.of("session"), List.of("count"));
        var sessions = search.numbers().stats(bySession, SearchListener.NONE).groups().stream()
                .flatMap(group -> group.key().getFirst().stream())
                .toList();
        return Similar.to(text, sessions)
                .map(session -> "; did you mean '" + redaction.apply(session) + "'?")
                .orElse("; trawl sessions lists them");
    }

    /** Where the session is shown. */
    private final class Page {
        private final Output output;
        private final Colours colours = surroundings.outputColours();
        private final int width = surroundings.textColumns();

        Page(Output output) {
            this.output = output;
        }

        void head(SessionSummary session) {
            var first = Moment.absolute(Instant.ofEpochMilli(session.firstMs()));
            var last = Moment.absolute(Instant.ofEpochMilli(session.lastMs()));
            var failed = session.failed() > 0 ? ", " + Quantity.number(session.failed()) + " failed" : "";
            var user = session.user().map(name -> " · user " + name).orElse("");
            var id = Line.of("session " + session.id()).within(width);
            var rest = Line.of(" · " + Quantity.of(session.turns(), "turn") + failed + user);
            output.line(
                    colours.bold(id.text()) + rest.within(width - id.width()).text());
            output.line(Line.of(first + (first.equals(last) ? "" : " to " + last) + " UTC")
                    .within(width)
                    .text());
        }

        void turn(int number, Trace trace) {
            var info = trace.info();
            output.line("");
            output.line(new PaintedLine()
                    .add(String.valueOf(number), colours::bold)
                    .add(Moment.absolute(Instant.ofEpochMilli(info.timestampMs())))
                    .add(info.state(), status -> Statuses.painted(status, colours))
                    .add(info.executionDurationMs().map(Quantity::milliseconds).orElse("open"))
                    .add(info.traceId(), colours::cyan)
                    .within(width));
            var rows = SpanTree.rows(trace.spans());
            said("user", rows, MlflowKey.SPAN_INPUTS, info.requestPreview());
            said("assistant", rows, MlflowKey.SPAN_OUTPUTS, info.responsePreview());
            TreeText.origins(rows, width, colours).forEach(output::line);
            judged(info);
        }

        private void said(String who, List<SpanTree.Row> rows, String key, Optional<String> preview) {
            Utterance.ofTrace(rows.stream().map(SpanTree.Row::span).findFirst(), key, preview)
                    .ifPresent(text -> {
                        output.line("  " + (who.equals("user") ? colours.cyan(who) : colours.green(who)));
                        WrappedText.lines(text, width - INDENT.length()).forEach(line -> output.line(INDENT + line));
                    });
        }

        private void judged(TraceInfo info) {
            info.assessments().stream()
                    .filter(Assessment::valid)
                    .flatMap(assessment -> Judgements.whole(assessment)
                            .map(words -> words + (assessment.forSession() ? "  (of the session)" : ""))
                            .stream())
                    .forEach(words -> output.line("  " + colours.yellow("judged") + "  "
                            + Line.of(words).within(width - 10).text()));
        }
    }
}
