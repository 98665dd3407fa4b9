package dev.trawl.query.bind;

import dev.trawl.query.FilterException;
import dev.trawl.query.parse.Key;
import java.util.ArrayList;

/** The field that a key names, and how its values compare. */
public sealed interface BoundField {
    FieldType type();

    /**
     * The field that a text names, which stands by itself as in {@code --by}: {@code span.name}, {@code tag.`a b`}.
     *
     * @throws FilterException if it names none
     */
    static BoundField named(String text) {
        var parsed = Key.parse(text);
        var problems = new ArrayList<>(parsed.problems());
        var field = parsed.key()
                .flatMap(key -> new FieldResolver(problems::add).resolve(key))
                .map(RunField::unlessEqual);
        return field.filter(found -> problems.isEmpty()).orElseThrow(() -> new FilterException(text, problems));
    }

    record OfTrace(TraceField field, FieldType type) implements BoundField {}

    record OfSpan(SpanField field, FieldType type) implements BoundField {}
}
