package dev.trawl.sync;

import dev.trawl.mlflow.Experiment;
import dev.trawl.mlflow.MlflowException;
import dev.trawl.mlflow.MlflowException.Kind;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Brings the traces of several experiments up to date: the infos of one experiment are listed while spans of those before
 * it are still being read, so that a server of many small experiments never waits for the next question.
 */
final class StaggeredSync {
    /** A guess: as many as it takes to keep the workers busy if each has only a few traces. */
    private static final int MOST_AT_ONCE = 4;

    private final Refresh refresh;
    private final ProgressReport progress;

    /** Listed, or being listed, in this order. */
    private final Deque<ExperimentSync> begun = new ArrayDeque<>();

    private final Set<Experiment> forbidden = new HashSet<>();

    StaggeredSync(Refresh refresh, ProgressReport progress) {
        this.refresh = refresh;
        this.progress = progress;
    }

    /**
     * Notes what was read also when the server fails in the middle.
     *
     * @return those that may be read
     */
    List<Experiment> read(ChosenExperiments chosen) throws IOException {
        try {
            for (var experiment : chosen.experiments()) {
                if (begun.size() == MOST_AT_ONCE) {
                    finishFirst();
                }
                var next = new ExperimentSync(
                        refresh, experiment, chosen.reconciling(experiment), progress.begin(experiment));
                begun.addLast(next);
                take(next, next::list);
            }
            while (!begun.isEmpty()) {
                finishFirst();
            }
            return chosen.experiments().stream()
                    .filter(experiment -> !forbidden.contains(experiment))
                    .toList();
        } catch (MlflowException serverLost) {
            begun.forEach(experiment -> experiment.abandon(serverLost));
            throw serverLost;
        }
    }

    private void finishFirst() throws IOException {
        var first = begun.getFirst();
        take(first, first::finish);
        begun.remove(first);
        if (!begun.isEmpty() && refresh.commits().dueBetweenExperiments()) {
            refresh.commits().begin();
        }
    }

    /** Takes a step; if it fails, the experiment ends with it. */
    private void take(ExperimentSync experiment, Workers.Work step) throws IOException {
        try {
            step.run();
        } catch (MlflowException e) {
            begun.remove(experiment);
            experiment.abandon(e);
            if (e.kind() == Kind.FORBIDDEN) {
                forbidden.add(experiment.experiment());
            }
            refresh.tolerate(experiment.experiment(), e);
        }
    }
}
