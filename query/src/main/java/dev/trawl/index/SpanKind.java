package dev.trawl.index;

import dev.trawl.trace.Span;
import java.util.Optional;
import org.apache.lucene.util.BytesRef;

/**
 * What one term of {@link IndexField#SPAN_KIND} says: that the trace has a span of this name, type and status. Few
 * kinds exist in an index, so conditions on the three together are decided term by term, exactly and on the same span.
 */
public record SpanKind(String name, Optional<String> type, String status) {
    private static final String SEPARATOR = "\u0000";

    public static SpanKind of(Span span) {
        return new SpanKind(span.name(), span.type(), span.status());
    }

    /** Status and type come first: they never hold the separator, a name might. */
    public BytesRef term() {
        return Terms.of(status + SEPARATOR + type.map(text -> "=" + text).orElse("") + SEPARATOR + name);
    }

    public static SpanKind of(BytesRef term) {
        var parts = Terms.text(term).split(SEPARATOR, 3);
        var type = parts[1].isEmpty() ? Optional.<String>empty() : Optional.of(parts[1].substring(1));
        return new SpanKind(parts[2], type, parts[0]);
    }

    /** Whether the span's kind fits a term: not too long, and no separator where there must be none. */
    public boolean fitsTerm() {
        return name.length() + type.map(String::length).orElse(0) + status.length() <= Terms.LONGEST_VALUE
                && !status.contains(SEPARATOR)
                && !type.orElse("").contains(SEPARATOR);
    }
}
