package dev.trawl.trace;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is known of a trace besides its own JSON: which server it came from, whether it is still there, and what was
 * linked to it.
 *
 * @param source the server that told of the trace last, {@code http://HOST:PORT}, with {@code #NAME} behind it for a
 *     workspace; absent for a trace that came from a file
 * @param deletedMs when the server was first found not to have the trace any more, milliseconds since the epoch
 * @param linkedRuns ids of the runs that were linked to the trace afterwards, which no trace's JSON tells; the run in
 *     which a trace was made stands in its metadata ({@code mlflow.sourceRun}) instead
 * @param linkedPrompts prompt versions, {@code name/version}, that the server links to the trace though no tag of the
 *     trace says so
 */
public record Provenance(
        Optional<String> source, Optional<Long> deletedMs, Set<String> linkedRuns, Set<String> linkedPrompts) {
    /** Nothing is known. */
    public static final Provenance UNKNOWN = new Provenance(Optional.empty(), Optional.empty(), Set.of(), Set.of());

    public Provenance {
        linkedRuns = Collections.unmodifiableSortedSet(new TreeSet<>(linkedRuns));
        linkedPrompts = Collections.unmodifiableSortedSet(new TreeSet<>(linkedPrompts));
    }

    /** Of a trace that a server has just told of. */
    public static Provenance of(String source) {
        return UNKNOWN.presentAt(source);
    }

    /** The server has it. */
    public Provenance presentAt(String server) {
        return new Provenance(Optional.of(server), Optional.empty(), linkedRuns, linkedPrompts);
    }

    /** The server was found not to have it any more; the first time stays. */
    public Provenance deletedAt(long timeMs) {
        return new Provenance(source, Optional.of(deletedMs.orElse(timeMs)), linkedRuns, linkedPrompts);
    }

    public Provenance withLinkedRuns(Set<String> more) {
        return new Provenance(source, deletedMs, union(linkedRuns, more), linkedPrompts);
    }

    public Provenance withLinkedPrompts(Set<String> more) {
        return new Provenance(source, deletedMs, linkedRuns, union(linkedPrompts, more));
    }

    /** All links of both; source and deletion of the other one only where this one tells nothing of them. */
    public Provenance orElse(Provenance other) {
        return new Provenance(
                source.or(other::source),
                source.isPresent() ? deletedMs : deletedMs.or(other::deletedMs),
                union(linkedRuns, other.linkedRuns),
                union(linkedPrompts, other.linkedPrompts));
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        var all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }
}
