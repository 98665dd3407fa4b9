package dev.trawl.cli.paging;

import dev.trawl.cli.console.UsageException;
import dev.trawl.query.FilterException;
import dev.trawl.query.SearchRequest;
import dev.trawl.query.SortPosition;
import dev.trawl.query.bind.SortOrder;
import dev.trawl.trace.PythonJson;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Trawl's own page token: the place in the order behind which the next page begins, so that no trace is shown twice or
 * left out when others have come meanwhile. Base64 (for URLs, without padding) of
 * {@code {"order_by": ["…"], "after": [{"number": "…"}, {"text": "…"}, {}]}}.
 *
 * @param orderBy clauses of the order in which this is a place
 */
public record SearchCursor(List<String> orderBy, SortPosition position) {
    private static final String ORDER_BY = "order_by";
    private static final String AFTER = "after";
    private static final String TEXT = "text";
    private static final String NUMBER = "number";

    public SearchCursor {
        orderBy = List.copyOf(orderBy);
    }

    /** Reads a token; nothing if it is none of trawl's own. */
    public static Optional<SearchCursor> parse(String token) {
        try {
            var json = PythonJson.parse(Base64.getUrlDecoder().decode(token));
            if (!json.path(AFTER).isArray()) {
                return Optional.empty();
            }
            var orderBy = json.path(ORDER_BY)
                    .valueStream()
                    .map(clause -> clause.asString(""))
                    .toList();
            var keys = json.path(AFTER).valueStream().map(SearchCursor::key).toList();
            return Optional.of(new SearchCursor(orderBy, new SortPosition(keys)));
        } catch (IllegalArgumentException | JacksonException notOurs) {
            return Optional.empty();
        }
    }

    /**
     * A request that goes on where another stopped.
     *
     * @param token one of ours, or one that MLflow gave
     * @throws UsageException if it is neither, or belongs to a search in another order
     */
    public static SearchRequest goOn(SearchRequest request, String token) {
        return parse(token)
                .map(cursor -> request.withAfter(cursor.within(request.orderBy())))
                .orElseGet(() -> request.withOffset(PageToken.parse(token).tracesBefore()));
    }

    private static SortPosition.Key key(JsonNode json) {
        return new SortPosition.Key(
                json.path(TEXT).stringValueOpt(),
                json.path(NUMBER).stringValueOpt().map(BigDecimal::new));
    }

    /**
     * The place, for a search in an order.
     *
     * @throws UsageException if the token belongs to a search in another order, or trawl did not make it
     */
    public SortPosition within(List<String> order) {
        if (!order.equals(orderBy)) {
            throw new UsageException("The page token belongs to a search "
                    + (orderBy.isEmpty()
                            ? "without --order-by."
                            : "with --order-by '" + String.join(",", orderBy) + "'."));
        }
        if (!isPlaceIn(order)) {
            throw new UsageException("The page token is not as trawl gave it.");
        }
        return position;
    }

    private boolean isPlaceIn(List<String> order) {
        try {
            return SortOrder.bind(order).has(position);
        } catch (FilterException meansNothing) {
            return false;
        }
    }

    /** The token. */
    @Override
    public String toString() {
        var json = JsonNodeFactory.instance.objectNode();
        var clauses = json.putArray(ORDER_BY);
        orderBy.forEach(clauses::add);
        var keys = json.putArray(AFTER);
        position.keys().forEach(key -> write(key, keys.addObject()));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(PythonJson.ascii(json).getBytes(StandardCharsets.UTF_8));
    }

    private static void write(SortPosition.Key key, ObjectNode json) {
        key.text().ifPresent(text -> json.put(TEXT, text));
        key.number().ifPresent(number -> json.put(NUMBER, number.toString()));
    }
}
