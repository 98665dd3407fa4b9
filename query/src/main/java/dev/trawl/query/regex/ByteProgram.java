package dev.trawl.query.regex;

import dev.trawl.query.regex.Regex.At;
import dev.trawl.query.regex.Regex.Choice;
import dev.trawl.query.regex.Regex.Empty;
import dev.trawl.query.regex.Regex.OneOf;
import dev.trawl.query.regex.Regex.Place;
import dev.trawl.query.regex.Regex.Repetition;
import dev.trawl.query.regex.Regex.Sequence;
import dev.trawl.query.regex.Regex.Unknown;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A regular expression as steps over bytes, of which many may be taken at once (Ken Thompson, "Regular Expression Search
 * Algorithm", 1968). Steps are known by their numbers.
 */
final class ByteProgram {
    /** Steps and edges, some 5 MB: {@code \pL{50}} has 70,000. */
    private static final int LARGEST = 100_000;

    /** What to do at a place in a text. */
    sealed interface Step {}

    /** Read a byte and go on where its range leads, maybe to several steps. */
    record Read(List<Edge> edges) implements Step {}

    record Edge(int first, int last, int next) {}

    /** Go on at all of these. */
    record Fork(List<Integer> next) implements Step {}

    /** Go on if the place is right. */
    record Gate(Place place, int next) implements Step {}

    /** The pattern is found. */
    record Found() implements Step {}

    private final List<Step> steps = new ArrayList<>();
    private final Set<Place> places = EnumSet.noneOf(Place.class);
    private boolean exact = true;
    private int size;

    private ByteProgram() {}

    /** The program, whose first step is {@link #start}, unless it would be very large. */
    static Optional<ByteProgram> of(Regex regex) {
        var program = new ByteProgram();
        program.add(new Found());
        program.add(new Fork(List.of(program.compiled(regex, 0))));
        return program.isTooLarge() ? Optional.empty() : Optional.of(program);
    }

    int start() {
        return steps.size() - 1;
    }

    int size() {
        return steps.size();
    }

    Step step(int number) {
        return steps.get(number);
    }

    /** Adds a step and all those that it leads to without reading, gates excepted; true if the pattern is found then. */
    boolean follow(int first, StepSet followed) {
        boolean found = false;
        int at = followed.size();
        followed.add(first);
        for (; at < followed.size(); at++) {
            switch (step(followed.get(at))) {
                case Fork fork -> fork.next().forEach(followed::add);
                case Found end -> found = true;
                case Read read -> {}
                case Gate gate -> {}
            }
        }
        return found;
    }

    /** Whether some step asks for such a place. */
    boolean asksFor(Place place) {
        return places.contains(place);
    }

    /** Whether no step asks where a text or a line begins or ends. */
    boolean asksForWordsOnly() {
        return EnumSet.of(Place.WORD_BOUNDARY, Place.NO_WORD_BOUNDARY).containsAll(places);
    }

    /** Whether it finds nothing but what the pattern matches. */
    boolean isExact() {
        return exact;
    }

    /** Adds the steps of an expression that lead to a step; the first of them. */
    private int compiled(Regex regex, int next) {
        if (isTooLarge()) {
            return next;
        }
        return switch (regex) {
            case Empty empty -> next;
            case Unknown unknown -> anything(next);
            case OneOf oneOf -> letter(oneOf.set(), next);
            case Sequence sequence -> {
                int first = next;
                for (var part : sequence.parts().reversed()) {
                    first = compiled(part, first);
                }
                yield first;
            }
            case Choice choice ->
                add(new Fork(choice.branches().stream()
                        .map(branch -> compiled(branch, next))
                        .toList()));
            case Repetition repetition -> repeated(repetition, next);
            case At at -> {
                places.add(at.place());
                yield add(new Gate(at.place(), next));
            }
        };
    }

    private int anything(int next) {
        exact = false;
        int loop = add(new Fork(List.of()));
        int read = add(new Read(List.of(new Edge(0, TextAutomaton.SEPARATOR - 1, loop))));
        steps.set(loop, new Fork(List.of(read, next)));
        return loop;
    }

    private int repeated(Repetition repetition, int next) {
        int first = next;
        if (repetition.most() == Regex.UNBOUNDED) {
            int loop = add(new Fork(List.of()));
            int once = compiled(repetition.repeated(), loop);
            steps.set(loop, new Fork(List.of(once, next)));
            first = repetition.least() == 0 ? loop : once;
        }
        for (int i = repetition.least(); i < repetition.most(); i++) {
            first = add(new Fork(List.of(compiled(repetition.repeated(), first), next)));
        }
        int needed = repetition.most() == Regex.UNBOUNDED ? 1 : 0;
        for (int i = needed; i < repetition.least(); i++) {
            first = compiled(repetition.repeated(), first);
        }
        return first;
    }

    private int letter(CodePointSet set, int next) {
        var edges = new ArrayList<Edge>();
        Map<Edge, Integer> known = new HashMap<>();
        for (var bytes : Utf8Ranges.of(set)) {
            int to = next;
            for (int position = bytes.size() - 1; position > 0; position--) {
                var edge = new Edge(
                        bytes.get(position).first(), bytes.get(position).last(), to);
                to = known.computeIfAbsent(edge, only -> add(new Read(List.of(only))));
            }
            edges.add(new Edge(bytes.getFirst().first(), bytes.getFirst().last(), to));
        }
        return add(new Read(List.copyOf(edges)));
    }

    private int add(Step step) {
        size += step instanceof Read read ? 1 + read.edges().size() : 1;
        steps.add(step);
        return steps.size() - 1;
    }

    private boolean isTooLarge() {
        return size > LARGEST;
    }
}
