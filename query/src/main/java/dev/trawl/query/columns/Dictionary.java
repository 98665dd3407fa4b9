package dev.trawl.query.columns;

import dev.trawl.query.bind.Values;
import dev.trawl.query.scan.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values of one field that were met so far, each as a text under a number of its own. Two values of the same spelling,
 * such as 1 and '1', are one. Not thread-safe.
 */
public final class Dictionary {
    /** Stands for no value. */
    public static final int NONE = 0;

    private final Map<String, Integer> ordinals = new HashMap<>();
    private final List<Optional<String>> texts = new ArrayList<>(List.of(Optional.empty()));
    private final List<Double> numbers = new ArrayList<>(List.of(Double.NaN));

    public int ordinal(String text) {
        var known = ordinals.get(text);
        if (known != null) {
            return known;
        }
        int ordinal = texts.size();
        ordinals.put(text, ordinal);
        texts.add(Optional.of(text));
        numbers.add(number(text));
        return ordinal;
    }

    /** By the number of each value of another dictionary, its number here. */
    public int[] ordinals(Dictionary other) {
        return other.texts.stream()
                .mapToInt(text -> text.map(this::ordinal).orElse(NONE))
                .toArray();
    }

    public Optional<String> text(int ordinal) {
        return texts.get(ordinal);
    }

    public int size() {
        return texts.size();
    }

    /** The value as a number; not a number if it spells none. */
    public double number(int ordinal) {
        return numbers.get(ordinal);
    }

    public static String text(Value value) {
        return value.forms().getFirst();
    }

    /** A number in any spelling; true is 1 and false is 0, so that the average of an assessment is its share. */
    public static double number(String text) {
        return switch (text) {
            case "true" -> 1;
            case "false" -> 0;
            default ->
                Values.number(text)
                        .map(BigDecimal::doubleValue)
                        .filter(Double::isFinite)
                        .orElse(Double.NaN);
        };
    }
}
