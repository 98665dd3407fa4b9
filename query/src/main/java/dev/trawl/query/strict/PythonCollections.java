package dev.trawl.query.strict;

import dev.trawl.trace.PythonRepr;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Collections of texts as {@code repr} of Python prints them. */
final class PythonCollections {
    private PythonCollections() {}

    /** A set, sorted. */
    static String set(Collection<String> members) {
        return new TreeSet<>(members).stream().map(PythonRepr::of).collect(Collectors.joining(", ", "{", "}"));
    }

    static String list(List<String> members) {
        return members.stream().map(PythonRepr::of).collect(Collectors.joining(", ", "[", "]"));
    }

    static String tuple(List<String> members) {
        return members.size() == 1
                ? "(" + PythonRepr.of(members.getFirst()) + ",)"
                : members.stream().map(PythonRepr::of).collect(Collectors.joining(", ", "(", ")"));
    }
}
