package dev.trawl.cli.search;

import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.render.TraceTable;
import dev.trawl.cli.render.TracesDocument;
import dev.trawl.query.Hit;
import dev.trawl.query.TraceSearch;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.Trace;
import dev.trawl.trace.TraceInfo;
import dev.trawl.trace.TraceJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Prints hits in any format; whole traces are loaded one at a time. */
final class HitPrinter {
    private final Surroundings surroundings;
    private final TraceSearch search;

    HitPrinter(Surroundings surroundings, TraceSearch search) {
        this.surroundings = surroundings;
        this.search = search;
    }

    void print(List<Hit> hits, OutputFormat format, Optional<String> next) throws IOException {
        switch (format) {
            case TABLE -> table(hits);
            case JSON -> json(hits, next);
            case JSONL -> jsonLines(hits);
            case IDS -> hits.forEach(hit -> surroundings.output().line(hit.traceId()));
        }
    }

    /** Nothing at all when there are no hits: the summary says so. */
    private void table(List<Hit> hits) throws IOException {
        var traces = new ArrayList<Trace>();
        for (var hit : hits) {
            traces.add(withoutSpans(load(hit).info()));
        }
        if (!traces.isEmpty()) {
            surroundings.output().line(TraceTable.readable(traces, surroundings.outputColours()));
        }
    }

    private void json(List<Hit> hits, Optional<String> next) throws IOException {
        var document = new TracesDocument(surroundings.output());
        for (var hit : hits) {
            document.add(load(hit));
        }
        document.finish(next);
    }

    private void jsonLines(List<Hit> hits) throws IOException {
        for (var hit : hits) {
            surroundings.output().line(PythonJson.readable(TraceJson.write(load(hit))));
        }
    }

    private Trace load(Hit hit) throws IOException {
        return search.load(hit).trace();
    }

    private static Trace withoutSpans(TraceInfo info) {
        return new Trace(info, List.of());
    }
}
