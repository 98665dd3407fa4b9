package dev.trawl.query.bind;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Something of a span that has a value, or none. */
public sealed interface SpanField {

    /** A field that every span has or could have. */
    enum Attribute implements SpanField {
        NAME,
        TYPE,
        /** {@code OK}, {@code ERROR}, {@code UNSET}. */
        STATUS,
        /** All text of the span: {@link dev.trawl.trace.SpanText}. */
        CONTENT,
        INPUTS,
        OUTPUTS,
        EVENTS,
        /** Hexadecimal, as MLflow's pages show it; base64, as its JSON does, is the same id. */
        ID,
        PARENT_ID,
        MODEL,
        DURATION_MS,
        START_MS;

        @Override
        public String toString() {
            return "span." + name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A value among the span's attributes.
     *
     * @param readings the ways to read a dotted key, in order: the first attribute that the span has counts
     */
    record Keyed(List<Reading> readings) implements SpanField {
        public Keyed {
            readings = List.copyOf(readings);
        }

        @Override
        public String toString() {
            return "span.attributes." + readings.getFirst();
        }
    }

    /**
     * An attribute's key and a path into its value: names of an object, positions in a list.
     *
     * @param path empty for the whole value
     */
    record Reading(String key, List<String> path) {
        public Reading {
            path = List.copyOf(path);
        }

        @Override
        public String toString() {
            return "`" + key + "`" + path.stream().map(part -> "." + part).collect(Collectors.joining());
        }
    }
}
