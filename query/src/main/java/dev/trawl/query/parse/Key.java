package dev.trawl.query.parse;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a comparison is about, as written: an entity such as {@code tag}, unless it was left out, and a name.
 *
 * @param entity the part before the first dot
 * @param parts the name, cut at its dots; a quoted part is never cut
 * @param spelled the name with its quotes, as written
 */
public record Key(Optional<String> entity, List<Part> parts, String spelled, SourceRange range) {

    private static final Pattern PLAIN = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");

    /** A piece of a name, without its quotes. */
    public record Part(String text, boolean quoted) {}

    public Key {
        parts = List.copyOf(parts);
    }

    static Key of(Token.Name name) {
        boolean bare = name.parts().size() == 1;
        return new Key(
                bare ? Optional.empty() : Optional.of(name.parts().getFirst().text()),
                bare ? name.parts() : name.parts().subList(1, name.parts().size()),
                name.spelled(),
                name.range());
    }

    /** The name without quotes; one that is quoted in part only is taken literally, quotes and all, as MLflow does. */
    public String name() {
        if (parts.size() == 1) {
            return parts.getFirst().text();
        }
        return parts.stream().anyMatch(Part::quoted)
                ? spelled
                : parts.stream().map(Part::text).collect(Collectors.joining("."));
    }

    /** Whether the whole name was quoted: then it is never an alias. */
    public boolean quoted() {
        return parts.size() == 1 && parts.getFirst().quoted();
    }

    @Override
    public String toString() {
        var name = quoted() ? quoted(parts.getFirst().text()) : spelled;
        return entity.map(text -> spelled(text) + "." + name).orElse(name);
    }

    /** A name as it can be written behind an entity: bare if it is a plain word, else quoted. */
    public static String spelled(String name) {
        return PLAIN.matcher(name).matches() ? name : quoted(name);
    }

    private static String quoted(String name) {
        char quote = name.indexOf('`') < 0 ? '`' : name.indexOf('"') < 0 ? '"' : '\'';
        return quote + name + quote;
    }
}
