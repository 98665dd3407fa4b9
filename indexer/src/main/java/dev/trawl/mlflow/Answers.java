package dev.trawl.mlflow;

import dev.trawl.mlflow.TracePage.UnreadableTrace;
import dev.trawl.trace.MalformedTraceException;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.Trace;
import dev.trawl.trace.TraceInfo;
import dev.trawl.trace.TraceJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/** The bodies of MLflow's answers, read into records. */
final class Answers {
    private Answers() {}

    static JsonNode json(InputStream body) throws IOException {
        try (var parser = PythonJson.parser(body)) {
            parser.nextToken();
            JsonNode json = parser.readValueAsTree();
            if (json == null || !json.isObject()) {
                throw new MalformedTraceException("expected a JSON object");
            }
            return json;
        }
    }

    /** Reads one page of several; one that names itself as the next would go on for ever. */
    static AnswerReader<JsonNode> page(Optional<String> token) {
        return body -> {
            var page = json(body);
            if (token.isPresent() && token.equals(nextPageToken(page))) {
                throw new MalformedTraceException("the page names itself as the next one");
            }
            return page;
        };
    }

    static TracePage tracePage(JsonNode json) {
        var infos = new ArrayList<TraceInfo>();
        var unreadable = new ArrayList<UnreadableTrace>();
        for (var info : json.path("traces")) {
            try {
                infos.add(TraceJson.read(info).info());
            } catch (MalformedTraceException e) {
                unreadable.add(new UnreadableTrace(info.path("trace_id").asString(""), String.valueOf(e.getMessage())));
            }
        }
        return new TracePage(infos, unreadable, nextPageToken(json));
    }

    /** One trace at a time, so that never more than one is in memory both as JSON and as records. */
    static List<Trace> traces(InputStream body) throws IOException {
        var traces = new ArrayList<Trace>();
        eachOf(body, "traces", trace -> traces.add(TraceJson.read(trace)));
        return traces;
    }

    private static void eachOf(InputStream body, String listName, Consumer<JsonNode> consumer) throws IOException {
        try (var parser = PythonJson.parser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedTraceException("expected a JSON object");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean wanted = parser.currentName().equals(listName);
                if (parser.nextToken() != JsonToken.START_ARRAY || !wanted) {
                    parser.skipChildren();
                    continue;
                }
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    consumer.accept(parser.readValueAsTree());
                }
            }
        }
    }

    static Experiment experiment(JsonNode json) {
        return new Experiment(
                json.path("experiment_id").asString(""),
                json.path("name").asString(""),
                Optional.of(json.path("creation_time"))
                        .filter(JsonNode::isIntegralNumber)
                        .map(JsonNode::longValue));
    }

    static RunPage runPage(JsonNode json) {
        var runs = new ArrayList<Run>();
        for (var run : json.path("runs")) {
            var info = run.path("info");
            runs.add(new Run(info.path("run_id").asString(""), time(info, "start_time"), time(info, "end_time")));
        }
        return new RunPage(runs, nextPageToken(json));
    }

    /** Milliseconds, which some servers put in quotes; 0 means unknown. */
    private static Optional<Long> time(JsonNode info, String name) {
        return Optional.of(info.path(name).asLong(0)).filter(time -> time > 0);
    }

    static Optional<String> nextPageToken(JsonNode json) {
        return Optional.of(json.path("next_page_token").asString("")).filter(token -> !token.isEmpty());
    }
}
