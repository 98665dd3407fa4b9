package dev.trawl.cli.search;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.FailureException;
import dev.trawl.cli.console.Output;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.console.UsageException;
import dev.trawl.cli.render.CellText;
import dev.trawl.cli.render.CsvLine;
import dev.trawl.cli.render.FieldPath;
import dev.trawl.cli.render.FieldSelection;
import dev.trawl.cli.render.ProblemText;
import dev.trawl.cli.render.ReadableTable.Cell;
import dev.trawl.cli.render.ReadableTable.Column;
import dev.trawl.cli.render.TracesDocument;
import dev.trawl.cli.search.TableResults.Layout;
import dev.trawl.cli.search.TableResults.Row;
import dev.trawl.index.StoredTrace;
import dev.trawl.query.FilterException;
import dev.trawl.query.Hit;
import dev.trawl.query.SearchRequest;
import dev.trawl.query.TraceSearch;
import dev.trawl.query.snippet.Snippets;
import dev.trawl.query.snippet.TextMarks;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.TraceJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What is shown of hits, and how.
 *
 * @param columns names of fields; empty for whole traces, or the usual ones in a table
 * @param fields paths as {@code --extract-fields} takes them; empty for everything
 * @param context whether to show snippets, and with how many characters around them
 */
public record ResultsShown(OutputFormat format, List<GivenText> columns, List<FieldPath> fields, OptionalInt context) {
    private static final List<GivenText> USUAL =
            usual("id", "timestamp", "status", "duration", "name", "request", "response");
    private static final List<GivenText> WITHOUT_TEXTS = usual("id", "timestamp", "status", "duration", "name");
    private static final int WIDE_ENOUGH_FOR_IDS = 120;
    private static final int WIDE_ENOUGH_FOR_TEXTS = 80;

    public ResultsShown {
        columns = List.copyOf(columns);
        fields = List.copyOf(fields);
        if (!columns.isEmpty() && !fields.isEmpty()) {
            throw new UsageException("--columns and --extract-fields do not go together.");
        }
        if (format == OutputFormat.IDS && (!columns.isEmpty() || !fields.isEmpty())) {
            throw new UsageException("ids have no columns; --output csv or jsonl does.");
        }
        if (context.isPresent()
                && (!fields.isEmpty() || (format != OutputFormat.TABLE && format != OutputFormat.JSONL))) {
            throw new UsageException("--snippets goes with --output table or jsonl, and without --extract-fields.");
        }
    }

    private static List<GivenText> usual(String... names) {
        return Stream.of(names).map(name -> GivenText.of("--columns", name)).toList();
    }

    /** What prints the hits of a search as the usual table. */
    public static Results usualTable(TraceSearch search, SearchRequest request, Surroundings surroundings) {
        return new ResultsShown(OutputFormat.TABLE, List.of(), List.of(), OptionalInt.empty())
                .of(search, request, surroundings);
    }

    /** What prints the hits of a search. */
    Results of(TraceSearch search, SearchRequest request, Surroundings surroundings) {
        var readers = new Readers(search, request, surroundings);
        var results = switch (format) {
            case IDS ->
                lines(Optional.empty(), readers, hit -> surroundings.output().line(hit.traceId()));
            case JSON -> json(readers);
            case JSONL -> lines(Optional.empty(), readers, jsonLines(readers));
            case CSV -> csv(readers);
            case TABLE -> table(readers);
        };
        return fields.isEmpty() ? results : new CheckedFields(results, fields, search);
    }

    /** Where results come from and go to. */
    private record Readers(TraceSearch search, SearchRequest request, Surroundings surroundings) {
        /** Complains of all wrong names at once. */
        List<FieldColumn> columns(List<GivenText> names) {
            var columns = new ArrayList<FieldColumn>();
            var problems = new ArrayList<String>();
            for (var name : names) {
                try {
                    columns.add(new FieldColumn(name.text(), search.reader(name.text(), request)));
                } catch (FilterException e) {
                    problems.add(ProblemText.of(name.name(), name.inWhole(e), surroundings.messageColours()));
                }
            }
            if (!problems.isEmpty()) {
                throw new FailureException(ExitCode.USAGE, String.join("\n", problems));
            }
            return columns;
        }

        Output output() {
            return surroundings.output();
        }
    }

    private static Results lines(Optional<String> header, Readers readers, LineResults.Lines lines) {
        return new LineResults(header, readers.output(), lines);
    }

    private List<GivenText> columnsOr(List<GivenText> usual) {
        return columns.isEmpty() ? usual : columns;
    }

    private Results json(Readers readers) {
        var shown = readers.columns(columns);
        var search = readers.search();
        return new JsonResults(new TracesDocument(readers.output()), (document, hit) -> {
            if (!shown.isEmpty()) {
                document.add(FieldColumn.object(shown, search.open(hit)));
            } else if (fields.isEmpty()) {
                document.add(search.open(hit).json());
            } else {
                document.add(search.load(hit).trace(), fields);
            }
        });
    }

    private LineResults.Lines jsonLines(Readers readers) {
        var search = readers.search();
        var output = readers.output();
        var shown = readers.columns(columns);
        if (context.isPresent()) {
            var snippets = search.snippets(readers.request());
            return hit ->
                    output.line(SnippetLines.json(hit.traceId(), snippets.of(search.open(hit), context.getAsInt())));
        }
        if (!shown.isEmpty()) {
            return hit -> output.line(PythonJson.readable(FieldColumn.object(shown, search.open(hit))));
        }
        return fields.isEmpty()
                ? hit -> copy(search.open(hit), output)
                : hit -> output.line(PythonJson.readable(
                        FieldSelection.select(TraceJson.write(search.load(hit).trace()), fields)));
    }

    private static void copy(StoredTrace trace, Output output) {
        trace.json().forEach(piece -> output.bytes(piece.bytes(), piece.from(), piece.to()));
        output.text("\n");
    }

    private Results csv(Readers readers) {
        var search = readers.search();
        var output = readers.output();
        if (!fields.isEmpty()) {
            var header = CsvLine.of(fields.stream().map(FieldPath::text).toList());
            return lines(Optional.of(header), readers, hit -> {
                var trace = TraceJson.write(search.load(hit).trace());
                output.line(CsvLine.of(fields.stream()
                        .map(field -> CellText.values(field, trace))
                        .toList()));
            });
        }
        var shown = readers.columns(columnsOr(USUAL));
        var header = CsvLine.of(shown.stream().map(FieldColumn::name).toList());
        return lines(Optional.of(header), readers, hit -> {
            var trace = search.open(hit);
            output.line(
                    CsvLine.of(shown.stream().map(column -> column.text(trace)).toList()));
        });
    }

    /** Wrong names are complained of at once; the rest of what makes rows is made when there is one. */
    private Results table(Readers readers) {
        var chosen = readers.columns(columns);
        var surroundings = readers.surroundings();
        return new TableResults(
                () -> fields.isEmpty() ? ofColumns(readers, chosen) : ofPaths(readers.search()),
                surroundings.tableColumns(),
                surroundings.outputColours(),
                readers.output());
    }

    private Layout ofPaths(TraceSearch search) {
        var headers = fields.stream()
                .map(field -> new Column(field.text(), true, false))
                .toList();
        return new Layout(headers, hit -> row(search, hit));
    }

    private Layout ofColumns(Readers readers, List<FieldColumn> chosen) {
        var surroundings = readers.surroundings();
        boolean terminal = surroundings.outputIsTerminal();
        int width = surroundings.tableColumns();
        var colours = surroundings.outputColours();
        var view = new FieldCells.View(
                terminal ? Optional.of(surroundings.clock().instant()) : Optional.empty(),
                terminal && width < WIDE_ENOUGH_FOR_IDS,
                colours);
        var snippets = context.isPresent() || colours.areSeen()
                ? Optional.of(readers.search().snippets(readers.request()))
                : Optional.<Snippets>empty();
        boolean withoutTexts = context.isPresent() || (terminal && width < WIDE_ENOUGH_FOR_TEXTS);
        var shown = chosen.isEmpty() ? readers.columns(withoutTexts ? WITHOUT_TEXTS : USUAL) : chosen;
        var cells = shown.stream()
                .map(column -> new FieldCells(
                        column,
                        snippets.map(marked -> marked.marks(column.reader().field()))
                                .orElse(TextMarks.NONE),
                        view))
                .toList();
        return new Layout(cells.stream().map(FieldCells::header).toList(), hit -> {
            var trace = readers.search().open(hit);
            var below = context.isPresent()
                    ? SnippetLines.text(
                            snippets.orElseThrow().of(trace, context.getAsInt()), surroundings.figureColumns(), colours)
                    : List.<String>of();
            return new Row(cells.stream().map(cell -> cell.of(trace)).toList(), below);
        });
    }

    private Row row(TraceSearch search, Hit hit) throws IOException {
        var trace = TraceJson.write(search.load(hit).trace());
        return new Row(
                fields.stream().map(field -> Cell.of(CellText.of(field, trace))).toList(), List.of());
    }
}
