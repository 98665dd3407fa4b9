package dev.trawl.sync;

import dev.trawl.mlflow.Experiment;
import dev.trawl.mlflow.MlflowException;
import dev.trawl.mlflow.Run;
import dev.trawl.mlflow.RunPage;
import dev.trawl.trace.MlflowKey;
import dev.trawl.trace.PythonJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Finds out which traces were linked to a run after they were made. No trace's JSON tells that, but the server's filter
 * {@code run_id = 'R'} finds linked traces along with those made in R, and the latter say so in their metadata.
 *
 * <p>Asked about are all active runs the first time, later those that began or ended since the last time (less the
 * look-back), those still running, and those with a linked trace that had not been read yet; and all of them again over
 * experiments that were not asked the last time. A link made long after a run has ended is not seen this way, as linking changes nothing of the run that the server would tell; for this, a
 * refresh that reconciles asks about all runs again, or the one after it if it ends before.
 */
final class RunLinks {

    /** What the keys in the commit data begin with. */
    private static final String RUNS = "runs:";

    /** A guess: enough to keep the workers busy if each experiment has only a few runs. */
    private static final int MOST_AT_ONCE = 50;

    /** Of one experiment. */
    private record RunsToAsk(String key, long markMs, Map<String, Run> runs) {}

    private final Refresh refresh;
    private final List<Experiment> experiments;
    /** Ids of the experiments: a run may be linked to traces of any of them. */
    private final List<String> locations;

    private final LinkReading reading;

    RunLinks(Refresh refresh, List<Experiment> experiments) {
        this.refresh = refresh;
        this.experiments = experiments;
        this.locations = experiments.stream().map(Experiment::id).toList();
        this.reading = new LinkReading(refresh, locations, refresh.tally()::countLinkedRun);
    }

    /** Notes that all runs are about to be asked about: a refresh that ends before leaves that to the next one. */
    static void noteUnasked(Refresh refresh, ChosenExperiments chosen) {
        chosen.experiments().stream()
                .filter(chosen::reconciling)
                .forEach(experiment -> refresh.commits().note(key(refresh, experiment), ""));
    }

    private static String key(Refresh refresh, Experiment experiment) {
        return RUNS + refresh.source() + ":" + experiment.id();
    }

    /**
     * Asks about the runs of all experiments and notes what it learns.
     *
     * @param all whether about all runs of an experiment, not only those that may have changed
     */
    void read(Predicate<Experiment> all) throws IOException {
        for (int from = 0; from < experiments.size(); from += MOST_AT_ONCE) {
            readTogether(experiments.subList(from, Math.min(from + MOST_AT_ONCE, experiments.size())), all);
        }
    }

    private void readTogether(List<Experiment> some, Predicate<Experiment> all) throws IOException {
        var runs = new ArrayList<RunsToAsk>();
        reading.each(some, experiment -> {
            try {
                var found = runsToAsk(experiment, all.test(experiment));
                synchronized (runs) {
                    runs.add(found);
                }
            } catch (MlflowException e) {
                refresh.tolerate(experiment, e);
            }
        });
        var ids = runs.stream().flatMap(ofOne -> ofOne.runs().keySet().stream()).toList();
        var unfinished = reading.incomplete(ids, RunLinks::question);
        for (var ofOne : runs) {
            var left = new TreeSet<>(ofOne.runs().keySet());
            left.retainAll(unfinished);
            refresh.commits().note(ofOne.key(), entry(ofOne.markMs(), left, overSelected()));
        }
    }

    private RunsToAsk runsToAsk(Experiment experiment, boolean all) throws IOException {
        var key = key(refresh, experiment);
        var last = Checkpoints.json(refresh.writer().commitData(), key)
                .filter(JsonNode::isObject)
                .filter(entry -> !all && coversPresent(entry));
        long nowMs = refresh.clock().millis();
        long markMs = last.map(json -> json.path("mark").asLong(0)).orElse(0L);
        var runs = runs(experiment, last);
        for (var run : runs.values()) {
            markMs = Math.max(markMs, latestBefore(nowMs, run));
        }
        return new RunsToAsk(key, markMs, runs);
    }

    /** Experiments over which is asked; empty for all of them. */
    private List<String> overSelected() {
        return refresh.request().ofAllExperiments() ? List.of() : locations;
    }

    /** Whether the last time was asked over all experiments over which is asked now. */
    private boolean coversPresent(JsonNode entry) {
        var asked = new HashSet<String>();
        entry.path("over").forEach(id -> asked.add(id.asString()));
        return asked.isEmpty() || (!refresh.request().ofAllExperiments() && asked.containsAll(locations));
    }

    private static long latestBefore(long nowMs, Run run) {
        long latest = Math.max(run.startMs().orElse(0L), run.endMs().orElse(0L));
        return latest <= nowMs ? latest : 0;
    }

    private static String entry(long markMs, SortedSet<String> unfinished, List<String> over) {
        var json = JsonNodeFactory.instance.objectNode().put("mark", markMs);
        if (!unfinished.isEmpty()) {
            var list = json.putArray("unfinished");
            unfinished.forEach(list::add);
        }
        if (!over.isEmpty()) {
            var list = json.putArray("over");
            over.forEach(list::add);
        }
        return PythonJson.ascii(json);
    }

    private Map<String, Run> runs(Experiment experiment, Optional<JsonNode> last) throws IOException {
        var runs = new LinkedHashMap<String, Run>();
        if (last.isEmpty()) {
            addRuns(runs, experiment, "");
            return runs;
        }
        long sinceMs =
                last.get().path("mark").asLong(0) - refresh.request().lookBack().toMillis();
        addRuns(runs, experiment, "attributes.start_time >= " + sinceMs);
        addRuns(runs, experiment, "attributes.end_time >= " + sinceMs);
        addRuns(runs, experiment, "attributes.status = 'RUNNING'");
        for (var id : last.get().path("unfinished")) {
            runs.putIfAbsent(id.asString(), new Run(id.asString(), Optional.empty(), Optional.empty()));
        }
        return runs;
    }

    private void addRuns(Map<String, Run> runs, Experiment experiment, String filter) throws IOException {
        Optional<String> token = Optional.empty();
        RunPage page;
        do {
            page = refresh.client().runs(experiment.id(), filter, token);
            page.runs().forEach(run -> runs.put(run.id(), run));
            token = page.nextPageToken();
        } while (token.isPresent() && !page.runs().isEmpty());
    }

    private static LinkReading.Question question(String runId) {
        return new LinkReading.Question(
                "run " + runId,
                "run_id = '" + runId + "'",
                0,
                info -> runId.equals(info.metadata().get(MlflowKey.SOURCE_RUN)),
                known -> known.withLinkedRuns(Set.of(runId)));
    }
}
