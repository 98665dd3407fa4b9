package dev.trawl.query.scan;

import dev.trawl.query.bind.ValueTest;
import dev.trawl.query.text.WordNeedle;
import dev.trawl.trace.SpanParts;
import dev.trawl.trace.Utf8Text;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Tests the text of a span in its two forms, of which one has to pass. It says what {@link ValueMatcher} says of a value
 * with these two forms, but looks at the bytes of the text where the test is a pattern. Thread-safe.
 */
final class ContentMatcher {
    private ContentMatcher() {}

    static Predicate<SpanParts> of(ValueTest test) {
        return switch (test) {
            case ValueTest.Like like -> eitherForm(new LikeMatcher(like.pattern())::matches);
            case ValueTest.Regex regex ->
                eitherForm(text -> regex.pattern().find(text.bytes(), text.from(), text.to()));
            case ValueTest.Not not -> of(not.test()).negate();
            case ValueTest.AllOf allOf ->
                allOf.tests().stream().map(ContentMatcher::of).reduce(span -> true, Predicate::and);
            case ValueTest.AnyOf anyOf ->
                anyOf.tests().stream().map(ContentMatcher::of).reduce(span -> false, Predicate::or);
            case ValueTest.Anything anything -> asValue(test);
            case ValueTest.Equals equals -> asValue(test);
            case ValueTest.OneOf oneOf -> asValue(test);
            case ValueTest.Ordered ordered -> asValue(test);
        };
    }

    /**
     * The same for all spans of a trace at once, given texts as {@link dev.trawl.trace.TraceParts#hasText} has them;
     * nothing, if the spans have to be looked at one by one.
     */
    static Optional<Predicate<Utf8Text>> ofSomeSpan(ValueTest test) {
        if (test instanceof ValueTest.Regex regex) {
            return Optional.of(texts -> regex.pattern().find(texts.bytes(), texts.from(), texts.to()));
        }
        if (test instanceof ValueTest.Like like) {
            return like.pattern()
                    .contained()
                    .filter(needle -> needle.length() < PieceSearch.SHORTEST_TEXT)
                    .map(needle -> new WordNeedle(needle, like.pattern().ignoreCase())::isInSome);
        }
        return Optional.empty();
    }

    /** The stored form first: it has the structure too, and what is found in one form is mostly found in both. */
    private static Predicate<SpanParts> eitherForm(Predicate<Utf8Text> test) {
        return span -> test.test(span.stored()) || test.test(span.readable());
    }

    private static Predicate<SpanParts> asValue(ValueTest test) {
        var matcher = ValueMatcher.of(test);
        return span -> matcher.test(
                new Value(List.of(span.readable().toString(), span.stored().toString()), Optional.empty()));
    }
}
