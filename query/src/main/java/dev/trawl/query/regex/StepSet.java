package dev.trawl.query.regex;

/** A set of the numbers of steps in the order in which they came; cleared at once. Not thread-safe. */
final class StepSet {
    private final int[] steps;
    private final int[] places;
    private int size;

    StepSet(int most) {
        steps = new int[most];
        places = new int[most];
    }

    /** Whether it is new. */
    boolean add(int step) {
        if (contains(step)) {
            return false;
        }
        places[step] = size;
        steps[size++] = step;
        return true;
    }

    boolean contains(int step) {
        return places[step] < size && steps[places[step]] == step;
    }

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    int get(int place) {
        return steps[place];
    }
}
