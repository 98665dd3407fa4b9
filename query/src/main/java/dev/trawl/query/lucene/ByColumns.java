package dev.trawl.query.lucene;

import dev.trawl.query.SortPosition;
import dev.trawl.query.bind.SortOrder;
import dev.trawl.query.scan.ScanOrder;
import dev.trawl.query.scan.SessionAssessments;
import dev.trawl.query.scan.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Candidates in any order: all of them are sorted before the first one is handed out, and checked afterwards. */
final class ByColumns implements OrderedCandidates {
    private final List<Map<Integer, Value>> columns = new ArrayList<>();
    private final List<Candidate> sorted;
    private int handedOut;

    /**
     * Sorts candidates.
     *
     * @param after where to begin behind; empty for the beginning
     */
    ByColumns(
            List<SegmentCandidates> segments,
            SortOrder order,
            SessionAssessments sessions,
            Optional<SortPosition> after)
            throws IOException {
        order.keys().forEach(key -> columns.add(new HashMap<>()));
        var candidates = new ArrayList<Candidate>();
        for (var segment : segments) {
            var own = segment.all();
            candidates.addAll(own);
            int[] documents = own.stream().mapToInt(Candidate::document).toArray();
            for (int i = 0; i < columns.size(); i++) {
                var column = columns.get(i);
                int base = segment.segment().docBase;
                new SortColumn(order.keys().get(i).field(), sessions)
                        .values(segment.segment(), documents)
                        .forEach((document, value) -> column.put(base + document, value));
            }
        }
        var comparator = comparator(order);
        var start = after.map(ByColumns::values);
        sorted = candidates.stream()
                .map(candidate -> new Placed(candidate, values(candidate)))
                .sorted(Comparator.comparing(Placed::values, comparator))
                .dropWhile(placed -> start.isPresent() && comparator.compare(placed.values(), start.get()) <= 0)
                .map(Placed::candidate)
                .toList();
    }

    private record Placed(Candidate candidate, List<Optional<Value>> values) {}

    private static Comparator<List<Optional<Value>>> comparator(SortOrder order) {
        return IntStream.range(0, order.keys().size())
                .mapToObj(i -> Comparator.comparing(
                        (List<Optional<Value>> values) -> values.get(i),
                        ScanOrder.missingLast(order.keys().get(i).descending())))
                .reduce(Comparator::thenComparing)
                .orElseThrow();
    }

    private List<Optional<Value>> values(Candidate candidate) {
        return columns.stream()
                .map(column -> Optional.ofNullable(column.get(candidate.number())))
                .toList();
    }

    private static List<Optional<Value>> values(SortPosition position) {
        return position.keys().stream()
                .map(key -> key.text().isEmpty() && key.number().isEmpty()
                        ? Optional.<Value>empty()
                        : Optional.of(new Value(key.text().stream().toList(), key.number())))
                .toList();
    }

    @Override
    public long size() {
        return sorted.size();
    }

    @Override
    public List<Candidate> next(int count) {
        int from = handedOut;
        handedOut = (int) Math.min(sorted.size(), (long) handedOut + count);
        return sorted.subList(from, handedOut);
    }

    @Override
    public SortPosition position(Candidate candidate) {
        return new SortPosition(values(candidate).stream()
                .map(value -> new SortPosition.Key(
                        value.flatMap(present -> present.forms().stream().findFirst()), value.flatMap(Value::number)))
                .toList());
    }
}
