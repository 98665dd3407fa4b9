package dev.trawl.cli.search;

import dev.trawl.cli.console.UsageException;
import dev.trawl.cli.render.FieldPath;
import dev.trawl.cli.render.FieldProblems;
import dev.trawl.query.Hit;
import dev.trawl.query.TraceSearch;
import dev.trawl.trace.TraceJson;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Results that are not begun when the first hit lacks a field that was asked for; the complaint is MLflow's. */
final class CheckedFields implements Results {
    private final Results results;
    private final List<FieldPath> fields;
    private final TraceSearch search;
    private boolean checked;

    CheckedFields(Results results, List<FieldPath> fields, TraceSearch search) {
        this.results = results;
        this.fields = fields;
        this.search = search;
    }

    @Override
    public void receive(Hit hit) throws IOException {
        if (!checked) {
            checked = true;
            FieldProblems.of(fields, TraceJson.write(search.load(hit).trace()), false)
                    .ifPresent(problem -> {
                        throw new UsageException(problem);
                    });
        }
        results.receive(hit);
    }

    @Override
    public void finish(Optional<String> next) {
        results.finish(next);
    }
}
