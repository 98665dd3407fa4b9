package dev.trawl.query.stats;

import dev.trawl.query.SearchListener;
import dev.trawl.query.bind.BoundField;
import dev.trawl.query.columns.CountWatch;
import dev.trawl.query.scan.SessionAssessments;
import dev.trawl.query.stats.Stats.Group;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.FixedBitSet;

/**
 * Counts the selected traces, or their spans, in groups, and works out the metrics of each group. Used once.
 *
 * <p>A trace that has several values of a field counts in the group of each; a value that it has twice counts once.
 */
public final class GroupedCount {
    /** Groups are of all sizes: more parts than there are cores, so that all have as much to do. */
    private static final int SLICES = 64;

    private final IndexSearcher searcher;
    private final FixedBitSet selected;
    private final SessionAssessments sessions;
    private final Question question;
    private final CountWatch watch;
    private final List<BoundField> amounts;

    /**
     * Begins to count.
     *
     * @param selected documents by their numbers in the whole index
     * @param sessions the session-level assessments of the traces that are searched
     * @param listener may end it by throwing an unchecked exception
     */
    public GroupedCount(
            IndexSearcher searcher,
            FixedBitSet selected,
            SessionAssessments sessions,
            Question question,
            SearchListener listener) {
        this.searcher = searcher;
        this.selected = selected;
        this.sessions = sessions;
        this.question = question;
        watch = new CountWatch(listener);
        amounts = question.amounts();
    }

    public Stats counted() throws IOException {
        var all = segmentGroups();
        return new Stats(question.unit(), question.keys(), question.metrics(), all.total(), groups(all));
    }

    /** Groups the segments on all cores. */
    private SegmentGroups segmentGroups() throws IOException {
        var threads = searcher.getTaskExecutor();
        var reading = new StoredReading(threads, watch);
        var waiting = searcher.getIndexReader().leaves().stream()
                .map(segment -> new SelectedDocuments(segment, selected))
                .filter(own -> own.next(0) != DocIdSetIterator.NO_MORE_DOCS)
                .sorted(Comparator.comparingInt(SelectedDocuments::size).reversed())
                .collect(Collectors.toCollection(ConcurrentLinkedQueue::new));
        Callable<SegmentGroups> work = () -> {
            var groups = new SegmentGroups(reading, sessions, question);
            for (var own = waiting.poll(); own != null; own = waiting.poll()) {
                groups.count(own);
                watch.goesOn();
            }
            return groups;
        };
        var counted = threads.invokeAll(Collections.nCopies(Runtime.getRuntime().availableProcessors(), work));
        var all = counted.getFirst();
        counted.subList(1, counted.size()).forEach(all::add);
        return all;
    }

    /** Works out the metrics on all cores. */
    private List<Group> groups(SegmentGroups all) throws IOException {
        var members = all.all();
        var slices = new ArrayList<Callable<List<Group>>>();
        int size = Math.ceilDiv(members.size(), SLICES);
        for (int from = 0; from < members.size(); from += size) {
            var slice = members.subList(from, Math.min(members.size(), from + size));
            slices.add(() -> slice.stream().map(member -> group(all, member)).toList());
        }
        return searcher.getTaskExecutor().invokeAll(slices).stream()
                .flatMap(List::stream)
                .sorted(order())
                .toList();
    }

    private Group group(SegmentGroups all, Groups.Member member) {
        var numbers = question.metrics().stream()
                .map(metric -> number(metric, member))
                .toList();
        return new Group(all.key(member), member.count(), numbers);
    }

    private Optional<BigDecimal> number(Metric metric, Groups.Member member) {
        return metric.field().isEmpty()
                ? Optional.of(BigDecimal.valueOf(member.count()))
                : member.numbers(amounts.indexOf(metric.field().get())).of(metric.aggregate());
    }

    private static Comparator<Group> order() {
        Comparator<Optional<BigDecimal>> emptyLast = (one, other) -> one.isPresent() && other.isPresent()
                ? other.get().compareTo(one.get())
                : Boolean.compare(one.isEmpty(), other.isEmpty());
        return Comparator.<Group, Optional<BigDecimal>>comparing(
                        group -> group.numbers().getFirst(), emptyLast)
                .thenComparing(Comparator.comparingLong(Group::count).reversed())
                .thenComparing(Group::key, GroupedCount::compareKeys);
    }

    private static int compareKeys(List<Optional<String>> one, List<Optional<String>> other) {
        for (int i = 0; i < one.size(); i++) {
            var a = one.get(i);
            var b = other.get(i);
            int order = a.isPresent() && b.isPresent()
                    ? a.get().compareTo(b.get())
                    : Boolean.compare(a.isEmpty(), b.isEmpty());
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
