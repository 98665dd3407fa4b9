package dev.trawl.cli.render;

import dev.trawl.trace.PythonJson;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A JSON value as lines for a person: {@code key: value}, list elements behind dashes, texts as they are said, with their
 * real line ends. A text that is JSON itself is taken apart, too.
 */
public final class ReadableValue {
    private static final String INDENT = "  ";
    private static final int DEEPEST = 50;

    private final int width;
    private final List<String> lines = new ArrayList<>();

    private ReadableValue(int width) {
        this.width = width;
    }

    /** The lines of a value. */
    public static List<String> lines(JsonNode value, int width) {
        var text = new ReadableValue(width);
        text.add("", "", decoded(value), 0);
        return text.lines;
    }

    private static JsonNode decoded(JsonNode value) {
        if (!value.isString()) {
            return value;
        }
        var text = value.stringValue().strip();
        boolean structured = text.startsWith("{") || text.startsWith("[");
        var parsed = structured ? PythonJson.parseOrText(text) : value;
        return parsed.isContainer() ? parsed : value;
    }

    /**
     * Adds a value.
     *
     * @param indent before all lines
     * @param label before the value: {@code key: } or {@code - }
     */
    private void add(String indent, String label, JsonNode value, int depth) {
        if (value.isContainer() && !value.isEmpty() && depth < DEEPEST) {
            container(indent, label, value, depth);
            return;
        }
        var text = value.isString() ? value.stringValue() : PythonJson.readable(value);
        boolean several = text.indexOf('\n') >= 0;
        int room = width - indent.length() - (several ? INDENT.length() : label.length());
        if (!several && DisplayWidth.of(text) <= room) {
            lines.add(indent + label + WrappedText.clean(text));
            return;
        }
        if (!label.isEmpty()) {
            lines.add(alone(indent + label));
        }
        var inner = label.isEmpty() ? indent : deeper(indent);
        WrappedText.lines(text, width - inner.length()).forEach(line -> lines.add((inner + line).stripTrailing()));
    }

    private String alone(String label) {
        return Line.of(label.stripTrailing()).within(width).text();
    }

    /** One level more, unless that took half of the width. */
    private String deeper(String indent) {
        return indent.length() + INDENT.length() > width / 2 ? indent : indent + INDENT;
    }

    private void container(String indent, String label, JsonNode value, int depth) {
        var inner = indent;
        if (!label.isEmpty()) {
            lines.add(alone(indent + label));
            inner = deeper(indent);
        }
        var before = inner;
        if (value.isArray()) {
            value.forEach(element -> add(before, "- ", decoded(element), depth + 1));
        } else {
            value.properties()
                    .forEach(property -> add(
                            before,
                            WrappedText.clean(property.getKey()) + ": ",
                            decoded(property.getValue()),
                            depth + 1));
        }
    }
}
