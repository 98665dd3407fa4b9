package dev.trawl.query.strict.sql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The words sqlparse does not take for names: {@code sqlparse/keywords.py}, here the resource {@code keywords.txt}. */
final class Keywords {
    private static final Map<String, TokenType> TYPES = load();

    private Keywords() {}

    /** The type of a word in any case; a name unless the table knows it. */
    static TokenType typeOf(String word) {
        return TYPES.getOrDefault(word.toUpperCase(Locale.ROOT), TokenType.NAME);
    }

    private static Map<String, TokenType> load() {
        var stream = Objects.requireNonNull(Keywords.class.getResourceAsStream("keywords.txt"), "keywords.txt");
        var types = new HashMap<String, TokenType>();
        try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.US_ASCII))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] words = line.split(" ", -1);
                TokenType type = TokenType.valueOf(words[0]);
                Arrays.stream(words).skip(1).forEach(word -> types.put(word, type));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(types);
    }
}
