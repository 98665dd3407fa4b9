package dev.trawl.cli.show;

import dev.trawl.trace.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The spans of a trace in the order of their tree: a span, then what is below it, siblings by their start. A span whose
 * parent is not there is a root; so is one of each circle of parents. No recursion: chains may be as long as the trace.
 */
public final class SpanTree {
    private static final Comparator<Span> BY_START = Comparator.comparingLong(Span::startTimeUnixNano);

    private final List<Row> rows = new ArrayList<>();
    private final Map<String, List<Span>> children = new HashMap<>();

    /** By identity: a span that was logged twice stands twice. */
    private final Set<Span> placed = Collections.newSetFromMap(new IdentityHashMap<>());

    /**
     * A span at its place.
     *
     * @param parent its row; negative for a root
     * @param depth 0 for a root
     * @param last whether no sibling follows
     */
    public record Row(Span span, int parent, int depth, boolean last) {}

    private record Open(Span span, int parent, int depth, boolean last) {}

    private SpanTree(List<Span> spans) {
        var ids = new HashSet<String>();
        spans.forEach(span -> ids.add(span.spanId()));
        var roots = new ArrayList<Span>();
        for (var span : spans) {
            var parent = span.parentSpanId().filter(ids::contains);
            if (parent.isPresent()) {
                children.computeIfAbsent(parent.get(), id -> new ArrayList<>()).add(span);
            } else {
                roots.add(span);
            }
        }
        children.values().forEach(siblings -> siblings.sort(BY_START));
        roots.sort(BY_START);
        walk(roots);
        for (var span : spans) {
            if (!placed.contains(span)) {
                walk(List.of(span));
            }
        }
    }

    public static List<Row> rows(List<Span> spans) {
        return List.copyOf(new SpanTree(spans).rows);
    }

    private void walk(List<Span> roots) {
        var open = new ArrayDeque<Open>();
        push(open, roots, -1, 0);
        while (!open.isEmpty()) {
            var next = open.pop();
            if (placed.add(next.span())) {
                rows.add(new Row(next.span(), next.parent(), next.depth(), next.last()));
                push(open, children.getOrDefault(next.span().spanId(), List.of()), rows.size() - 1, next.depth() + 1);
            }
        }
    }

    private static void push(ArrayDeque<Open> open, List<Span> siblings, int parent, int depth) {
        for (int i = siblings.size() - 1; i >= 0; i--) {
            open.push(new Open(siblings.get(i), parent, depth, i == siblings.size() - 1));
        }
    }
}
