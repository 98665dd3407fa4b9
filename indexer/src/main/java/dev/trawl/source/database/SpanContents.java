package dev.trawl.source.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The JSON of a trace's spans, in the order in which a server tells them: roots first. */
final class SpanContents {
    private final List<byte[]> contents = new ArrayList<>();
    private int roots;

    /**
     * Adds a span behind those of its kind; archived ones keep their row and lose their content.
     *
     * @return the bytes added
     */
    int add(Optional<byte[]> content, boolean root) {
        if (content.isEmpty() || content.get().length == 0) {
            return 0;
        }
        contents.add(root ? roots++ : contents.size(), content.get());
        return content.get().length;
    }

    List<byte[]> inOrder() {
        return contents;
    }
}
