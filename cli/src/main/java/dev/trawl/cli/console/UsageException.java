package dev.trawl.cli.console;

import dev.trawl.query.Similar;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/** The command line asks for something that does not go; the message is a sentence for the person. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UsageException(String sentence) {
        super(sentence);
    }

    /** {@code one of 'a', 'b'.}, and the one that was probably meant. */
    public static String oneOf(String wrong, Collection<String> values) {
        return values.stream().map(value -> "'" + value + "'").collect(Collectors.joining(", ", "one of ", "."))
                + suggestion(Similar.toFew(wrong, values));
    }

    /** {@code  Did you mean 'b'?}, or nothing. */
    public static String suggestion(String wrong, Iterable<String> names) {
        return suggestion(Similar.to(wrong, names));
    }

    private static String suggestion(Optional<String> meant) {
        return meant.map(name -> " Did you mean '" + name + "'?").orElse("");
    }
}
