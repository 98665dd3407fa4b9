package dev.trawl.cli.session;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.IndexOption;
import dev.trawl.cli.console.Parameter;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.render.CsvLine;
import dev.trawl.cli.render.Line;
import dev.trawl.cli.render.Moment;
import dev.trawl.cli.render.Quantity;
import dev.trawl.cli.render.ReadableTable;
import dev.trawl.cli.render.ReadableTable.Cell;
import dev.trawl.cli.render.ReadableTable.Column;
import dev.trawl.cli.search.CommandSearch;
import dev.trawl.cli.search.RequestTexts;
import dev.trawl.query.SearchListener;
import dev.trawl.query.SearchRequest;
import dev.trawl.query.TraceSearch;
import dev.trawl.query.stats.StatsRequest;
import dev.trawl.trace.PythonJson;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code trawl sessions}: the sessions that were active last, with what happened in them. */
public final class SessionsCommand implements Callable<Integer> {
    private static final int PAGE = 500;

    private final Surroundings surroundings;

    private final Parameter<String> filter = Parameter.optionalArgument()
            .takes("FILTER", "Which traces; sessions that have one are shown, and only these traces are counted.")
            .text("");

    private final Parameter<Integer> limit = Parameter.option("--limit")
            .takes("N", "Sessions at most; 0 for all. Default: ${DEFAULT-VALUE}.")
            .limit(50);

    private final Parameter<SessionsFormat> format = Parameter.option("--output")
            .takes("FORMAT", "table (default), jsonl (one session a line), csv or ids.")
            .choice(SessionsFormat.class, SessionsFormat.TABLE);

    private final IndexOption index = new IndexOption();

    public SessionsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The command as picocli needs it. */
    public CommandSpec specification() {
        var specification = CommandSpec.wrapWithoutInspection(this).name("sessions");
        specification
                .usageMessage()
                .description("List sessions, the one that was active last first: turns, failures, user, feedback.")
                .footer(
                        "",
                        "Examples:",
                        "  trawl sessions",
                        "  trawl sessions \"status = 'ERROR' OR feedback.thumbs = 'down'\"",
                        "  trawl sessions \"user = 'customer-85fa'\" --output ids");
        Parameter.addAll(specification, filter, limit, format, index.option());
        return specification;
    }

    @Override
    public Integer call() throws IOException {
        var request = SearchRequest.of(filter.value());
        try (var search = index.open(surroundings)) {
            var sessions = CommandSearch.withProblemsShown(
                    RequestTexts.ofFilter(filter.value()),
                    format.value() == SessionsFormat.JSONL,
                    surroundings,
                    () -> summaries(search, request));
            print(sessions);
            if (format.value() == SessionsFormat.TABLE && !surroundings.volume().isQuiet()) {
                surroundings.tell(summary(sessions.size(), search, request));
            }
            if (sessions.isEmpty()) {
                CommandSearch.tellWhyNothing(search, request, surroundings);
            }
        }
        return ExitCode.SUCCESS.number();
    }

    /** The newest sessions first, then all that was selected of them. */
    private Collection<SessionSummary> summaries(TraceSearch search, SearchRequest request) throws IOException {
        // Binds the person's own filter first, so that its mistakes are shown as they were written.
        search.snippets(request);
        var sessions = new LinkedHashMap<String, SessionSummary>();
        if (limit.value() == SearchRequest.ALL) {
            add(search, request.withFilter(SessionFilters.withSession(request.filter())), sessions);
            return sessions.values();
        }
        var page =
                request.withFilter(SessionFilters.withSession(request.filter())).withLimit(PAGE);
        var result = search.search(page);
        while (sessions.size() < limit.value() && !result.hits().isEmpty()) {
            for (var hit : result.hits()) {
                var session = search.open(hit).info().session().orElseThrow();
                if (sessions.size() < limit.value()) {
                    sessions.computeIfAbsent(session, SessionSummary::new);
                }
            }
            if (result.next().isEmpty()) {
                break;
            }
            result = search.search(page.withAfter(result.next().get()));
        }
        if (!sessions.isEmpty()) {
            add(search, request.withFilter(SessionFilters.among(request.filter(), sessions.keySet())), sessions);
        }
        return sessions.values();
    }

    private static void add(TraceSearch search, SearchRequest request, Map<String, SessionSummary> sessions)
            throws IOException {
        search.each(request, SearchListener.NONE, hit -> {
            var info = search.open(hit).info();
            sessions.computeIfAbsent(info.session().orElseThrow(), SessionSummary::new)
                    .add(info);
        });
    }

    private void print(Collection<SessionSummary> sessions) {
        var output = surroundings.output();
        switch (format.value()) {
            case IDS -> sessions.forEach(session -> output.line(session.id()));
            case JSONL -> sessions.forEach(session -> output.line(json(session)));
            case CSV -> {
                output.line("session,turns,failed,first,last,user,judged");
                sessions.forEach(session -> output.line(CsvLine.of(List.of(
                        session.id(),
                        String.valueOf(session.turns()),
                        String.valueOf(session.failed()),
                        Instant.ofEpochMilli(session.firstMs()).toString(),
                        Instant.ofEpochMilli(session.lastMs()).toString(),
                        session.user().orElse(""),
                        session.judged()))));
            }
            case TABLE -> table(sessions);
        }
    }

    private String summary(int shown, TraceSearch search, SearchRequest request) throws IOException {
        long all = shown == limit.value() ? sessions(search, request) : shown;
        return all > shown
                ? Quantity.number(shown) + " of " + Quantity.of(all, "session") + "; --limit 0 shows all"
                : Quantity.of(shown, "session");
    }

    private static long sessions(TraceSearch search, SearchRequest request) throws IOException {
        var selected = request.withFilter(SessionFilters.withSession(request.filter()));
        var bySession = new StatsRequest(selected, Optional.empty(), List.of("session"), List.of("count"));
        return search.numbers().stats(bySession, SearchListener.NONE).groups().size();
    }

    private static String json(SessionSummary session) {
        var json = JsonNodeFactory.instance.objectNode().put("session", session.id());
        json.put("turns", session.turns()).put("failed", session.failed());
        json.put("first", Instant.ofEpochMilli(session.firstMs()).toString());
        json.put("last", Instant.ofEpochMilli(session.lastMs()).toString());
        json.put("user", session.user().orElse(null)).put("judged", session.judged());
        return PythonJson.readable(json);
    }

    private void table(Collection<SessionSummary> sessions) {
        if (sessions.isEmpty()) {
            return;
        }
        boolean terminal = surroundings.outputIsTerminal();
        var colours = surroundings.outputColours();
        var now = surroundings.clock().instant();
        var columns = List.of(
                new Column("session", true, false),
                new Column("last", false, false),
                new Column("turns", false, true),
                new Column("failed", false, true),
                new Column("user", true, false),
                new Column("judged", true, false));
        var rows = new ArrayList<List<Cell>>();
        for (var session : sessions) {
            var last = Instant.ofEpochMilli(session.lastMs());
            rows.add(List.of(
                    new Cell(Line.of(session.id()), colours::cyan),
                    new Cell(Line.of(terminal ? Moment.relative(last, now) : Moment.absolute(last)), colours::faint),
                    Cell.of(Quantity.number(session.turns())),
                    new Cell(
                            Line.of(Quantity.number(session.failed())),
                            session.failed() > 0 ? colours::red : UnaryOperator.identity()),
                    Cell.of(session.user().orElse("")),
                    Cell.of(session.judged())));
        }
        var table = new ReadableTable(columns, rows, surroundings.tableColumns(), colours);
        surroundings.output().line(table.header());
        rows.forEach(row -> surroundings.output().line(table.row(row)));
    }
}
