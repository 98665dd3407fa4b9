package dev.trawl.cli.diff;

import dev.trawl.cli.show.SpanTree;
import dev.trawl.trace.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The spans of two traces as one tree. Two spans are the same step when their parents are, they have the same name, and they
 * are the first, second, … of that name below their parent. Steps of the second trace alone come behind their siblings.
 */
final class AlignedSpans {
    private final Map<Key, Step> steps = new LinkedHashMap<>();
    private final List<Step> roots = new ArrayList<>();

    /** A place below a parent, which stands by its number. */
    private record Key(int parent, String name, int occurrence) {}

    private static final class Step {
        private final int number;
        private final List<Step> children = new ArrayList<>();
        private Optional<Span> first = Optional.empty();
        private Optional<Span> second = Optional.empty();

        Step(int number) {
            this.number = number;
        }
    }

    /**
     * A step of one trace or both.
     *
     * @param first of the first trace
     * @param second of the second; at least one of the two is there
     */
    record Pair(Optional<Span> first, Optional<Span> second, int depth) {
        Span any() {
            return first.or(() -> second).orElseThrow();
        }
    }

    private AlignedSpans(List<SpanTree.Row> first, List<SpanTree.Row> second) {
        place(first, true);
        place(second, false);
    }

    static List<Pair> of(List<Span> first, List<Span> second) {
        return new AlignedSpans(SpanTree.rows(first), SpanTree.rows(second)).pairs();
    }

    private void place(List<SpanTree.Row> rows, boolean ofFirst) {
        var occurrences = new HashMap<Key, Integer>();
        var placed = new ArrayList<Step>();
        for (var row : rows) {
            var parent = row.parent() < 0 ? Optional.<Step>empty() : Optional.of(placed.get(row.parent()));
            int parentNumber = parent.map(step -> step.number).orElse(-1);
            int occurrence = occurrences.merge(new Key(parentNumber, row.span().name(), 0), 1, Integer::sum);
            var key = new Key(parentNumber, row.span().name(), occurrence);
            var step = steps.get(key);
            if (step == null) {
                step = new Step(steps.size());
                steps.put(key, step);
                parent.map(above -> above.children).orElse(roots).add(step);
            }
            if (ofFirst) {
                step.first = Optional.of(row.span());
            } else {
                step.second = Optional.of(row.span());
            }
            placed.add(step);
        }
    }

    private record Open(Step step, int depth) {}

    private List<Pair> pairs() {
        var pairs = new ArrayList<Pair>();
        var open = new ArrayDeque<Open>();
        push(open, roots, 0);
        while (!open.isEmpty()) {
            var next = open.pop();
            pairs.add(new Pair(next.step().first, next.step().second, next.depth()));
            push(open, next.step().children, next.depth() + 1);
        }
        return pairs;
    }

    private static void push(ArrayDeque<Open> open, List<Step> steps, int depth) {
        for (int i = steps.size() - 1; i >= 0; i--) {
            open.push(new Open(steps.get(i), depth));
        }
    }
}
