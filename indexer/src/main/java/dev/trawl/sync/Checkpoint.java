package dev.trawl.sync;

import dev.trawl.mlflow.Experiment;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far an experiment of a server was read. Lies in the index's commit data, so that it is true for exactly the
 * traces committed with it.
 *
 * @param experimentName as the server called it last
 * @param createdMs when the experiment was made, as far as the server told
 * @param markMs every trace that the server had up to this time (milliseconds since the epoch) was read, but for the
 *     quarantined ones; never in the future of the reading clock, since one wrong clock would hide all traces to come.
 *     Absent until a first trace was read
 * @param syncedMs when a refresh of the experiment came to its end last, absent before that
 * @param reconciledMs when all its infos were compared last
 * @param refreshesSince how many refreshes came to their end after that
 * @param open traces that were not finished when read last, with their timestamps
 * @param quarantined traces that could not be read wholly
 * @param trouble why the last refresh of the experiment did not come to its end, if it did not
 */
public record Checkpoint(
        String experimentName,
        Optional<Long> createdMs,
        Optional<Long> markMs,
        Optional<Long> syncedMs,
        Optional<Long> reconciledMs,
        int refreshesSince,
        SortedMap<String, Long> open,
        SortedMap<String, Quarantined> quarantined,
        Optional<String> trouble) {
    /**
     * More are not remembered one by one; the mark goes back before the oldest of them instead. Open ones go first: their
     * infos tell that they are, while of a quarantined one nothing but its entry tells that spans are missing.
     */
    static final int MOST_UNFINISHED = 10_000;

    /** Remembers a bounded number of traces. */
    public Checkpoint {
        if (open.size() + quarantined.size() > MOST_UNFINISHED) {
            long oldest = oldest(open);
            markMs = markMs.map(mark -> Math.min(mark, oldest));
            open = new TreeMap<>();
        }
        if (quarantined.size() > MOST_UNFINISHED) {
            long oldest = oldest(timestamps(quarantined));
            markMs = markMs.map(mark -> Math.min(mark, oldest));
            quarantined = new TreeMap<>();
        }
        open = Collections.unmodifiableSortedMap(new TreeMap<>(open));
        quarantined = Collections.unmodifiableSortedMap(new TreeMap<>(quarantined));
    }

    /** Nothing was read yet. */
    static Checkpoint none(String experimentName) {
        return new Checkpoint(
                experimentName,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                new TreeMap<>(),
                new TreeMap<>(),
                Optional.empty());
    }

    private static long oldest(Map<String, Long> timestamps) {
        return timestamps.values().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
    }

    private static SortedMap<String, Long> timestamps(Map<String, Quarantined> quarantined) {
        var timestamps = new TreeMap<String, Long>();
        quarantined.forEach((id, trace) -> timestamps.put(id, trace.timestampMs()));
        return timestamps;
    }

    /** The same traces read, as far as read until now. */
    Checkpoint at(Optional<Long> mark, Map<String, Long> nowOpen, Map<String, Quarantined> nowQuarantined) {
        return new Checkpoint(
                experimentName,
                createdMs,
                mark,
                syncedMs,
                reconciledMs,
                refreshesSince,
                new TreeMap<>(nowOpen),
                new TreeMap<>(nowQuarantined),
                trouble);
    }

    /** A refresh came to its end. */
    Checkpoint finished(Experiment experiment, long nowMs, boolean reconciled) {
        return new Checkpoint(
                experiment.name(),
                experiment.createdMs().or(() -> createdMs),
                markMs,
                Optional.of(nowMs),
                reconciled ? Optional.of(nowMs) : reconciledMs,
                reconciled ? 0 : refreshesSince + 1,
                open,
                quarantined,
                Optional.empty());
    }

    /** A refresh did not come to its end. */
    Checkpoint failed(String reason) {
        return new Checkpoint(
                experimentName,
                createdMs,
                markMs,
                syncedMs,
                reconciledMs,
                refreshesSince,
                open,
                quarantined,
                Optional.of(reason));
    }

    /** Whether it was made of an experiment that had the same id before this one. */
    boolean isOfAnother(Experiment experiment) {
        return createdMs.isPresent() && experiment.createdMs().isPresent() && !createdMs.equals(experiment.createdMs());
    }
}
