package dev.trawl.sync;

import dev.trawl.mlflow.MlflowException;
import dev.trawl.trace.Provenance;
import dev.trawl.trace.TraceInfo;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Notes in the index which traces the server finds by something that no trace's JSON tells. */
final class LinkWalk {
    private final Refresh refresh;
    private final List<String> locations;
    private final String condition;
    private final long fromMs;

    /**
     * A walk.
     *
     * @param locations the experiments in which linked traces may be
     * @param condition finds them, in MLflow's filter language
     * @param fromMs the first timestamp of traces that are asked for
     */
    LinkWalk(Refresh refresh, List<String> locations, String condition, long fromMs) {
        this.refresh = refresh;
        this.locations = locations;
        this.condition = condition;
        this.fromMs = fromMs;
    }

    /**
     * What came of a walk.
     *
     * @param found whether a link was found that the index did not hold
     * @param complete whether all linked traces are in the index
     */
    record Links(boolean found, boolean complete) {}

    /**
     * Reads all links.
     *
     * @param subject what the traces are linked to, for reports
     * @param told whether a trace tells of the link itself
     * @param linking adds the link to what is known of a trace
     * @param count called for each link that the index did not hold
     */
    Links read(String subject, Predicate<TraceInfo> told, UnaryOperator<Provenance> linking, Runnable count)
            throws IOException {
        boolean found = false;
        boolean complete = true;
        try {
            var walk = new TraceWalk(refresh.client(), locations, condition, fromMs, TraceWalk.END_OF_TIME_MS);
            for (var page = walk.next(); page.isPresent(); page = walk.next()) {
                for (var info : page.get().traces()) {
                    if (!told.test(info)) {
                        var link = link(info, linking, count);
                        found |= link.found();
                        complete &= link.complete();
                    }
                }
            }
            return new Links(found, complete);
        } catch (MlflowException e) {
            if (e.kind().concernsWholeServer()) {
                throw e;
            }
            refresh.tally().failed(subject, String.valueOf(e.getMessage()));
            return new Links(found, false);
        }
    }

    private Links link(TraceInfo info, UnaryOperator<Provenance> linking, Runnable count) throws IOException {
        var holding = refresh.held().held(info.traceId());
        if (holding.isEmpty()) {
            return new Links(false, false);
        }
        var known = holding.get().provenance();
        var linked = linking.apply(known);
        if (linked.equals(known)) {
            return new Links(false, true);
        }
        refresh.held().put(holding.get(), linked);
        count.run();
        return new Links(true, true);
    }
}
