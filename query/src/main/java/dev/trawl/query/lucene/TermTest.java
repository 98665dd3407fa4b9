package dev.trawl.query.lucene;

import dev.trawl.query.text.WordNeedle;
import java.util.function.Predicate;
import org.apache.lucene.util.BytesRef;

/** Chooses among the terms of a field that begin with some prefix, by what stands behind it. Thread-safe. */
sealed interface TermTest {

    /** All of them. */
    record Any() implements TermTest {}

    /** Those that contain a needle. */
    record Containing(WordNeedle needle) implements TermTest {}

    /** Those that pass a test, which must not keep what it is given. */
    record Passing(Predicate<BytesRef> test) implements TermTest {}

    /** Whether a term is chosen, given what stands behind the prefix. */
    default boolean accepts(BytesRef rest) {
        return switch (this) {
            case Any any -> true;
            case Containing containing -> containing.needle().isIn(rest);
            case Passing passing -> passing.test().test(rest);
        };
    }
}
