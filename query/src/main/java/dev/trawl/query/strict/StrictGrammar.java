package dev.trawl.query.strict;

import java.util.List;
import java.util.Optional;

/**
 * What a real MLflow 3.17.2 server over SQLite answers to a filter or an order that it does not take. Pure functions of the text, linear in its
 * length but for a bounded factor; filters of any size and depth are answered, as MLflow refuses more than 10,000 tokens side by side and
 * more than 100 groups inside each other.
 *
 * <p>Three things depend on more than the text. The number of a parameter that SQLite refuses is that of a search of one experiment. A
 * pattern of more than 50,000 bytes is refused although SQLite only minds when it looks at a value. The depth of SQL expressions is
 * counted roughly, near a thousand clauses.
 */
public final class StrictGrammar {
    private StrictGrammar() {}

    /** Why MLflow refuses the filter, or empty if it takes it; an empty filter is none, a blank one is refused. */
    public static Optional<Refusal> check(String filter) {
        try {
            StoreChecks.check(ClauseReader.read(filter));
            return Optional.empty();
        } catch (RefusedException e) {
            return Optional.of(e.refusal());
        }
    }

    /** Why MLflow refuses the order, or empty if it takes it. Each element is a clause; MLflow looks at them before the filter. */
    public static Optional<Refusal> checkOrderBy(List<String> clauses) {
        try {
            OrderReader.check(List.copyOf(clauses));
            return Optional.empty();
        } catch (RefusedException e) {
            return Optional.of(e.refusal());
        }
    }
}
