package dev.trawl.trace;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Something that happened at one moment of a span, an exception mostly.
 *
 * @param timeUnixNano nanoseconds since the epoch
 * @param attributes plain values (not JSON text, unlike a span's)
 * @param unknown fields that this version of trawl does not know
 */
public record SpanEvent(
        String name, long timeUnixNano, Map<String, JsonNode> attributes, Map<String, JsonNode> unknown) {
    public SpanEvent {
        attributes = OrderedMap.copyOf(attributes);
        unknown = OrderedMap.copyOf(unknown);
    }
}
