package dev.trawl.query;

import dev.trawl.query.FilterException.Problem;
import dev.trawl.query.bind.Binder;
import dev.trawl.query.bind.Condition;
import dev.trawl.query.bind.SortOrder;
import dev.trawl.query.strict.Refusal;
import dev.trawl.query.strict.StrictGrammar;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * What a request means: which traces, in which order.
 *
 * @param condition of the filter and the experiments together
 */
record BoundSearch(Condition condition, SortOrder order) {

    /**
     * Binds a request.
     *
     * @throws FilterException if the filter or the order means nothing, or if MLflow refuses it and the request is strict
     */
    static BoundSearch of(SearchRequest request, Clock clock) {
        if (request.strict()) {
            StrictGrammar.checkOrderBy(request.orderBy()).ifPresent(refusal -> {
                throw refused(String.join(", ", request.orderBy()), refusal).of(RequestPart.ORDER, 0);
            });
            StrictGrammar.check(request.filter()).ifPresent(refusal -> {
                throw refused(request.filter(), refusal);
            });
        }
        var condition = Binder.bind(request.filter(), !request.strict(), clock);
        var within = request.experimentIds().isEmpty()
                ? condition
                : new Condition.AllOf(List.of(Condition.ofExperiments(request.experimentIds()), condition));
        return new BoundSearch(within, SortOrder.bind(request.orderBy()));
    }

    /** MLflow's messages name no place. */
    private static FilterException refused(String text, Refusal refusal) {
        return new FilterException(text, List.of(new Problem(0, text.length(), refusal.message(), Optional.empty())));
    }
}
