package dev.trawl.cli.status;

import dev.trawl.query.Holding;
import dev.trawl.query.TraceSearch;
import dev.trawl.sync.Checkpoint;
import dev.trawl.sync.Checkpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/**
 * What an index holds and how far its sources were read.
 *
 * @param folder of the index
 * @param bytes of all its files
 * @param experiments by source, those from files last, then by id
 */
record IndexStatus(Path folder, long bytes, List<OfExperiment> experiments) {
    IndexStatus {
        experiments = List.copyOf(experiments);
    }

    /**
     * One experiment of one source.
     *
     * @param holding absent when the index holds nothing of it
     * @param checkpoint absent when it was never synced
     */
    record OfExperiment(
            Optional<String> source, String experimentId, Optional<Holding> holding, Optional<Checkpoint> checkpoint) {
        long traces() {
            return holding.map(Holding::traces).orElse(0L);
        }
    }

    static IndexStatus of(Path folder) throws IOException {
        try (var search = TraceSearch.open(folder)) {
            return new IndexStatus(folder, bytes(folder), experiments(search));
        }
    }

    private static List<OfExperiment> experiments(TraceSearch search) throws IOException {
        var checkpoints = Checkpoints.all(search.commitData());
        var holdings = new HashMap<Checkpoints.Place, Holding>();
        var files = new ArrayList<OfExperiment>();
        for (var holding : search.holdings()) {
            if (holding.source().isPresent()) {
                holdings.put(new Checkpoints.Place(holding.source().get(), holding.experimentId()), holding);
            } else {
                files.add(new OfExperiment(
                        Optional.empty(), holding.experimentId(), Optional.of(holding), Optional.empty()));
            }
        }
        var places = new TreeSet<>(holdings.keySet());
        places.addAll(checkpoints.keySet());
        var all = new ArrayList<OfExperiment>();
        for (var place : places) {
            all.add(new OfExperiment(
                    Optional.of(place.source()),
                    place.experimentId(),
                    Optional.ofNullable(holdings.get(place)),
                    Optional.ofNullable(checkpoints.get(place))));
        }
        files.sort(Comparator.comparing(OfExperiment::experimentId));
        all.addAll(files);
        return all;
    }

    /** Files may come and go while another process writes. */
    private static long bytes(Path folder) throws IOException {
        long bytes = 0;
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                bytes += size(file);
            }
        }
        return bytes;
    }

    private static long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException gone) {
            return 0;
        }
    }

    long sum(ToLongFunction<Holding> number) {
        return experiments.stream()
                .flatMap(experiment -> experiment.holding().stream())
                .mapToLong(number)
                .sum();
    }

    Optional<Long> oldestMs() {
        return experiments.stream()
                .flatMap(experiment -> experiment.holding().stream())
                .map(Holding::oldestMs)
                .min(Comparator.naturalOrder());
    }

    Optional<Long> newestMs() {
        return experiments.stream()
                .flatMap(experiment -> experiment.holding().stream())
                .map(Holding::newestMs)
                .max(Comparator.naturalOrder());
    }
}
