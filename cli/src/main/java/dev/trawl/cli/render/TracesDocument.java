package dev.trawl.cli.render;

import dev.trawl.cli.console.Output;
import dev.trawl.trace.IndentedJson;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.Trace;
import dev.trawl.trace.TraceJson;
import dev.trawl.trace.Utf8Text;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * The JSON that {@code mlflow traces search --output json} prints: {@code {"traces": […], "next_page_token": …}}, two
 * spaces of indent, ASCII. Written trace by trace, so that memory holds one of them.
 *
 * <p>Call {@link #add} any number of times, then {@link #finish} once.
 */
public final class TracesDocument {
    private static final int ELEMENT_DEPTH = 2;
    private static final String ELEMENT_INDENT = "    ";

    private final Output output;
    private boolean empty = true;

    public TracesDocument(Output output) {
        this.output = output;
        output.text("{\n  \"traces\": [");
    }

    /** Adds a whole trace. */
    public void add(Trace trace) {
        element(TraceJson.write(trace));
    }

    /** Adds a whole trace whose JSON {@link PythonJson#readable} wrote, in pieces that stand one behind the other. */
    public void add(List<Utf8Text> written) {
        beginElement();
        var json = new IndentedJson(ELEMENT_DEPTH);
        written.forEach(json::append);
        byte[] indented = json.toBytes();
        output.bytes(indented, 0, indented.length);
    }

    /** Adds what the fields select of a trace. */
    public void add(Trace trace, List<FieldPath> fields) {
        element(FieldSelection.select(TraceJson.write(trace), fields));
    }

    /** Adds something made of a trace. */
    public void add(JsonNode made) {
        element(made);
    }

    private void element(JsonNode trace) {
        beginElement();
        // No string in this JSON holds a raw line end, so every line end is one of the layout.
        output.text(PythonJson.indented(trace).replace("\n", "\n" + ELEMENT_INDENT));
    }

    private void beginElement() {
        output.text((empty ? "\n" : ",\n") + ELEMENT_INDENT);
        empty = false;
    }

    public void finish(Optional<String> nextPageToken) {
        var token = nextPageToken.map(text -> PythonJson.ascii(StringNode.valueOf(text)));
        output.text(empty ? "]" : "\n  ]");
        output.line(",\n  \"next_page_token\": " + token.orElse("null") + "\n}");
    }

    /** One trace as {@code mlflow traces get} prints it; without fields, all of it. */
    public static String single(Trace trace, List<FieldPath> fields) {
        var json = TraceJson.write(trace);
        return PythonJson.indented(fields.isEmpty() ? json : FieldSelection.select(json, fields));
    }
}
