package dev.trawl.trace;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TreeNode;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Builds trees from a JSON parser's tokens, as Jackson's mapper does. The mapper itself is not used: to begin, it collects
 * what it knows of beans, dates and locales, which takes longer than a search (docs/decisions/0006-start-up.md).
 *
 * <p>Recursive; the parser bounds the nesting, and so does the stack of a thread that has none left for it. Of two properties
 * with one name the later value counts.
 */
final class JsonTree extends ObjectReadContext.Base {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** The tree of the value that the parser stands on or, where it has not begun, begins with; missing at its end. */
    @Override
    // The signature is Jackson's; who gets this parser knows of no other trees than JsonNode.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T extends TreeNode> T readTree(JsonParser parser) {
        var token = parser.hasCurrentToken() ? parser.currentToken() : parser.nextToken();
        try {
            return (T) (token == null ? NODES.missingNode() : value(parser, token));
        } catch (StackOverflowError e) {
            throw new StreamReadException(parser, "Nested too deeply");
        }
    }

    /**
     * The only value of the parser's text; missing when there is none.
     *
     * @throws StreamReadException if something stands behind it
     */
    JsonNode only(JsonParser parser) {
        JsonNode value = readTree(parser);
        var more = parser.nextToken();
        if (more != null) {
            throw new StreamReadException(parser, "Trailing token (" + more + ") found after value");
        }
        return value;
    }

    private static JsonNode value(JsonParser parser, JsonToken token) {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> NODES.stringNode(parser.getString());
            case VALUE_NUMBER_INT ->
                switch (parser.getNumberType()) {
                    case INT -> NODES.numberNode(parser.getIntValue());
                    case LONG -> NODES.numberNode(parser.getLongValue());
                    case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> NODES.numberNode(parser.getBigIntegerValue());
                };
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            case PROPERTY_NAME, END_OBJECT, END_ARRAY, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new StreamReadException(parser, "Unexpected token (" + token + ") where a value begins");
        };
    }

    private static ObjectNode object(JsonParser parser) {
        var object = NODES.objectNode();
        for (var name = parser.nextName(); name != null; name = parser.nextName()) {
            object.set(name, value(parser, parser.nextToken()));
        }
        return object;
    }

    private static ArrayNode array(JsonParser parser) {
        var array = NODES.arrayNode();
        for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            array.add(value(parser, token));
        }
        return array;
    }
}
