package dev.trawl.query.parse;

import dev.trawl.query.FilterException.Problem;
import java.util.ArrayList;
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

    /** Names that mean something else when they stand bare behind an entity ({@code FieldResolver}). */
    private static final Pattern REPLACED =
            Pattern.compile("text|name|prompt|run_id|timestamp|execution_time|end_time", Pattern.CASE_INSENSITIVE);

    /** A piece of a name, without its quotes. */
    public record Part(String text, boolean quoted) {}

    public Key {
        parts = List.copyOf(parts);
    }

    /** What may name a field: a name, or, without an entity, a text in double quotes. */
    static Optional<Key> of(Token token) {
        return switch (token) {
            case Token.Name name -> Optional.of(of(name));
            case Token.Quoted quoted -> quoted.quote() == '"' ? Optional.of(of(quoted)) : Optional.empty();
            case Token.Numeric number -> Optional.empty();
            case Token.Symbol symbol -> Optional.empty();
            case Token.End end -> Optional.empty();
        };
    }

    private static Key of(Token.Quoted quoted) {
        return new Key(
                Optional.empty(), List.of(new Part(quoted.text(), true)), "\"" + quoted.text() + "\"", quoted.range());
    }

    static Key of(Token.Name name) {
        boolean bare = name.parts().size() == 1;
        return new Key(
                bare ? Optional.empty() : Optional.of(name.parts().getFirst().text()),
                bare ? name.parts() : name.parts().subList(1, name.parts().size()),
                name.spelled(),
                name.range());
    }

    /** What parsing gave: a key, or what is wrong. */
    public record Result(Optional<Key> key, List<Problem> problems) {}

    /** Reads a key that stands by itself. */
    public static Result parse(String text) {
        var problems = new ArrayList<Problem>();
        var lexer = new Lexer(text, true, problems);
        var first = lexer.next();
        if (!(first instanceof Token.Name name)) {
            var hint = Optional.of("for example status, duration or tag.env");
            problems.add(new Problem(0, text.length(), "the name of a field should stand here", hint));
            return new Result(Optional.empty(), problems);
        }
        var rest = lexer.next();
        if (problems.isEmpty() && !(rest instanceof Token.End)) {
            var hint = Optional.of("put a name with other letters in it between backticks, as in tag.`a b`");
            problems.add(new Problem(rest.range().start(), text.length(), "the name should end here", hint));
        }
        if (text.charAt(name.range().end() - 1) == '.') {
            problems.add(new Problem(0, text.length(), "a name should follow the dot"));
        }
        return new Result(problems.isEmpty() ? Optional.of(of(name)) : Optional.empty(), problems);
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

    /** The key as MLflow reads it before a direction, where it takes quotes around all of it away: {@code `tags.env` DESC}. */
    Key withoutOuterQuotes() {
        int dot = name().indexOf('.');
        return entity.isEmpty() && quoted() && dot > 0
                ? new Key(
                        Optional.of(name().substring(0, dot)),
                        List.of(new Part(name().substring(dot + 1), false)),
                        spelled,
                        range)
                : this;
    }

    /** The key as MLflow reads it, which cuts off the quotes and then backticks: {@code "`a`" -> "a"}. */
    public Key withoutBackticks() {
        return inBackticks()
                ? new Key(entity, List.of(new Part(name().substring(1, name().length() - 1), true)), spelled, range)
                : this;
    }

    /** Whether backticks stand inside the quotes of the whole name. */
    public boolean inBackticks() {
        return quoted() && name().length() > 1 && name().startsWith("`") && name().endsWith("`");
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

    /** A name as it can be written behind an entity: bare if it is a plain word and means just itself, else quoted. */
    public static String spelled(String name) {
        return PLAIN.matcher(name).matches() && !REPLACED.matcher(name).matches() ? name : quoted(name);
    }

    /** Whether there is a quote that a name does not have: then it can be written in a filter. */
    public static boolean isSpellable(String name) {
        return name.indexOf('`') < 0 || name.indexOf('"') < 0 || name.indexOf('\'') < 0;
    }

    private static String quoted(String name) {
        char quote = name.indexOf('`') < 0 ? '`' : name.indexOf('"') < 0 ? '"' : '\'';
        return quote + name + quote;
    }
}
