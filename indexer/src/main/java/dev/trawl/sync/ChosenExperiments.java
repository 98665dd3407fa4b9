package dev.trawl.sync;

import dev.trawl.mlflow.Experiment;
import dev.trawl.mlflow.MlflowClient;
import dev.trawl.mlflow.MlflowException;
import dev.trawl.mlflow.MlflowException.Kind;
import dev.trawl.query.Similar;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * The experiments of one refresh.
 *
 * @param experiments in the order in which they are read
 * @param reconciled ids of those whose whole history is compared
 * @param fromMs what began before this was read by earlier refreshes of all of them, and asked about
 */
record ChosenExperiments(List<Experiment> experiments, Set<String> reconciled, long fromMs) {
    ChosenExperiments {
        experiments = List.copyOf(experiments);
        reconciled = Set.copyOf(reconciled);
    }

    static ChosenExperiments of(Refresh refresh) throws IOException {
        var request = refresh.request();
        var known = Checkpoints.all(refresh.writer().commitData());
        var chosen = askedFor(refresh);
        var reconciled = chosen.values().stream()
                .filter(experiment -> {
                    var last = last(refresh, known, experiment.id());
                    return request.reconciling().due(last) || last.isOfAnother(experiment);
                })
                .map(Experiment::id)
                .collect(Collectors.toSet());
        if (request.ofAllExperiments()
                && (!reconciled.isEmpty() || request.reconciling().now())) {
            for (var forgotten : noLongerListed(refresh, known, chosen.keySet())) {
                chosen.put(forgotten.id(), forgotten);
                reconciled.add(forgotten.id());
            }
        }
        long fromMs = chosen.keySet().stream()
                .mapToLong(id -> Math.min(
                        readToMs(last(refresh, known, id)) - request.lookBack().toMillis(),
                        PromptLinks.unaskedSinceMs(refresh, id).orElse(Long.MAX_VALUE)))
                .min()
                .orElse(0);
        return new ChosenExperiments(List.copyOf(chosen.values()), reconciled, Math.max(0, fromMs));
    }

    /**
     * All that are listed, or those that were named, by id.
     *
     * @throws MlflowException if none of those named can be read; what fails beside others is tallied
     */
    private static Map<String, Experiment> askedFor(Refresh refresh) throws IOException {
        var request = refresh.request();
        Map<String, Experiment> chosen = new LinkedHashMap<>();
        if (request.ofAllExperiments()) {
            refresh.client().experiments().forEach(experiment -> chosen.put(experiment.id(), experiment));
        }
        var failures = new LinkedHashMap<String, MlflowException>();
        for (var id : request.experimentIds()) {
            addUnlessItFails(
                    chosen, "experiment " + id, failures, () -> refresh.client().experiment(id));
        }
        for (var name : request.experimentNames()) {
            addUnlessItFails(chosen, "experiment '" + name + "'", failures, () -> named(name, refresh.client()));
        }
        if (chosen.isEmpty() && !failures.isEmpty()) {
            throw failures.values().iterator().next();
        }
        failures.forEach(
                (experiment, failure) -> refresh.tally().failed(experiment, String.valueOf(failure.getMessage())));
        return chosen;
    }

    private interface Asking {
        Experiment ask() throws IOException;
    }

    /** One experiment that cannot be read does not stop the others. */
    private static void addUnlessItFails(
            Map<String, Experiment> chosen, String subject, Map<String, MlflowException> failures, Asking asking)
            throws IOException {
        try {
            var experiment = asking.ask();
            chosen.putIfAbsent(experiment.id(), experiment);
        } catch (MlflowException e) {
            if (e.kind().concernsWholeServer()) {
                throw e;
            }
            failures.put(subject, e);
        }
    }

    /** @throws MlflowException if there is none; names the one that was probably meant */
    private static Experiment named(String name, MlflowClient client) throws IOException {
        try {
            return client.experimentNamed(name);
        } catch (MlflowException e) {
            if (e.kind() != Kind.NOT_FOUND) {
                throw e;
            }
            var names = client.experiments().stream().map(Experiment::name).toList();
            throw Similar.to(name, names)
                    .map(meant ->
                            new MlflowException(Kind.NOT_FOUND, e.getMessage() + "; did you mean '" + meant + "'?"))
                    .orElse(e);
        }
    }

    private static Checkpoint last(Refresh refresh, SortedMap<Checkpoints.Place, Checkpoint> known, String id) {
        return Optional.ofNullable(known.get(refresh.place(id))).orElseGet(() -> Checkpoint.none(""));
    }

    /** Of an experiment that had no traces, what came after it was looked at is new. */
    private static long readToMs(Checkpoint last) {
        return last.markMs().or(last::syncedMs).orElse(0L);
    }

    /** Experiments that were deleted: the traces of some are still there, those of others are gone with them. */
    private static List<Experiment> noLongerListed(
            Refresh refresh, SortedMap<Checkpoints.Place, Checkpoint> known, Set<String> listed) throws IOException {
        var forgotten = new LinkedHashMap<String, Experiment>();
        for (var entry : known.entrySet()) {
            var id = entry.getKey().experimentId();
            if (entry.getKey().source().equals(refresh.source()) && !listed.contains(id)) {
                forgotten.put(id, experiment(refresh, id, entry.getValue().experimentName()));
            }
        }
        return List.copyOf(forgotten.values());
    }

    /** One that the server does not give is what it was; what is wrong turns up when its traces are listed. */
    private static Experiment experiment(Refresh refresh, String id, String name) throws IOException {
        try {
            return refresh.client().experiment(id);
        } catch (MlflowException e) {
            if (e.kind().concernsWholeServer()) {
                throw e;
            }
            return new Experiment(id, name, Optional.empty());
        }
    }

    boolean reconciling(Experiment experiment) {
        return reconciled.contains(experiment.id());
    }

    boolean reconcilingAny() {
        return !reconciled.isEmpty();
    }
}
