package dev.trawl.query;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What a text is in a request. Some parts are lists of texts. */
public enum RequestPart {
    FILTER,
    /** The filter of what is compared with. */
    OTHER_FILTER,
    /** The filter of spans. */
    SPANS,
    GROUPS,
    METRICS,
    ORDER;

    /**
     * Reads the only text of this part.
     *
     * @throws FilterException if it means nothing, as one of this part
     */
    public <T> T read(String text, Function<String, T> reading) {
        return read(List.of(text), reading).getFirst();
    }

    /**
     * Reads the texts of this part.
     *
     * @throws FilterException if one means nothing, with its place among them
     */
    public <T> List<T> read(List<String> texts, Function<String, T> reading) {
        var read = new ArrayList<T>();
        for (int i = 0; i < texts.size(); i++) {
            try {
                read.add(reading.apply(texts.get(i)));
            } catch (FilterException e) {
                throw e.of(this, i);
            }
        }
        return read;
    }
}
