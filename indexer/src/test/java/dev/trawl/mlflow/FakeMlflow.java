package dev.trawl.mlflow;

import dev.trawl.trace.PythonJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A server that answers as a real one did, over the recorded traces and such as a test adds. Of MLflow's filter language
 * it knows what trawl's sync asks for.
 */
@SuppressWarnings("exports") // the fake server's types are for tests of this module only
public final class FakeMlflow extends Dispatcher implements AutoCloseable {
    private static final String NOT_STORED =
            RecordedTraffic.exchange("get-t10").path("response").stringValue();

    /** Decides to answer a request otherwise; asked before anything else. */
    @FunctionalInterface
    public interface Fault {
        Optional<MockResponse> instead(RecordedRequest request, int number);
    }

    private final MockWebServer server = new MockWebServer();
    private final Map<String, StoredOnServer> traces = new TreeMap<>();
    private final Map<String, String> experiments = new LinkedHashMap<>();

    private final Map<String, Long> created = new HashMap<>();
    private final Map<String, ObjectNode> runs = new LinkedHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile Fault fault = (request, number) -> Optional.empty();
    private volatile int largestPage = Integer.MAX_VALUE;

    private FakeMlflow() {}

    /** An empty server with one experiment, {@code 1}. */
    public static FakeMlflow empty() throws IOException {
        var fake = new FakeMlflow();
        fake.experiments.put("1", "corpus-main");
        fake.server.setServerSocketFactory(new PromptSockets());
        fake.server.setDispatcher(fake);
        fake.server.start();
        return fake;
    }

    /** A server with the recorded traces in experiments 1 and 2. */
    public static FakeMlflow withRecordedTraces() throws IOException {
        var fake = empty();
        fake.experiments.put("2", "corpus-other");
        var spans = new LinkedHashMap<String, List<JsonNode>>();
        RecordedTraffic.answers("batch-get-good-")
                .flatMap(answer -> answer.path("traces").valueStream())
                .forEach(trace -> spans.put(
                        trace.path("trace_info").path("trace_id").stringValue(),
                        trace.path("spans").valueStream().toList()));
        RecordedTraffic.answers("search-page-")
                .flatMap(answer -> answer.path("traces").valueStream())
                .forEach(info ->
                        fake.add(info, spans.getOrDefault(info.path("trace_id").stringValue(), List.of())));
        fake.addRun(RecordedTraffic.runId(), "1", 1_795_369_444_223L, 1_795_369_444_551L);
        fake.trace(RecordedTraffic.id("t09")).linkedRuns.add(RecordedTraffic.runId());
        return fake;
    }

    private synchronized void add(JsonNode info, List<JsonNode> spans) {
        var stored = new StoredOnServer((ObjectNode) info.deepCopy(), spans);
        traces.put(stored.id(), stored);
    }

    /** A trace like a recorded one, with another id and time. */
    public StoredOnServer addLike(String name, String id, String requestTime) {
        return addLike(trace(RecordedTraffic.id(name)), id, requestTime);
    }

    /** A trace like one of another server. */
    public StoredOnServer addLike(StoredOnServer model, String id, String requestTime) {
        add(model.info.deepCopy().put("trace_id", id).put("request_time", requestTime), model.spans);
        return trace(id);
    }

    /** Puts back what was removed. */
    public synchronized void restore(StoredOnServer trace) {
        traces.put(trace.id(), trace);
    }

    /** Takes away an experiment with everything in it. */
    public synchronized void removeExperiment(String id) {
        experiments.remove(id);
        traces.values().removeIf(trace -> trace.experimentId().equals(id));
    }

    /** Makes an experiment with the id of one that is gone. */
    public synchronized void addExperiment(String id, String name, long createdMs) {
        experiments.put(id, name);
        created.put(id, createdMs);
    }

    private long creationMs(String id) {
        return created.getOrDefault(id, 1_700_000_000_000L);
    }

    public void addRun(String id, String experimentId, long startMs, long endMs) {
        var run = JsonNodeFactory.instance.objectNode();
        run.putObject("info")
                .put("run_id", id)
                .put("experiment_id", experimentId)
                .put("status", "FINISHED")
                .put("start_time", startMs)
                .put("end_time", endMs);
        runs.put(id, run);
    }

    public synchronized StoredOnServer trace(String id) {
        return Optional.ofNullable(traces.get(id)).orElseThrow();
    }

    public synchronized void remove(String id) {
        traces.remove(id);
    }

    public synchronized List<StoredOnServer> all() {
        return List.copyOf(traces.values());
    }

    public String address() {
        return "http://127.0.0.1:" + server.getPort();
    }

    public void failWith(Fault newFault) {
        fault = newFault;
    }

    /** Gives no more traces at a time, however many are asked for. */
    public void givePagesOf(int traces) {
        largestPage = traces;
    }

    /** {@code METHOD /path?query} of all requests since this was asked last. */
    public List<String> takeRequests() {
        var taken = List.copyOf(requests);
        requests.clear();
        return taken;
    }

    @Override
    public synchronized MockResponse dispatch(RecordedRequest request) {
        requests.add(request.getMethod() + " " + request.getTarget());
        return fault.instead(request, requests.size()).orElseGet(() -> answer(request));
    }

    /** The right answer, whatever the fault says. */
    public MockResponse answer(RecordedRequest request) {
        var url = request.getUrl();
        var path = url.encodedPath();
        return switch (path) {
            case "/version" -> ok("3.17.2");
            case "/api/2.0/mlflow/experiments/search" -> ok(experiments());
            case "/api/2.0/mlflow/experiments/get" -> experiment(url.queryParameter("experiment_id"));
            case "/api/2.0/mlflow/experiments/get-by-name" -> experimentNamed(url.queryParameter("experiment_name"));
            case "/api/3.0/mlflow/server-info" -> ok("{\"workspaces_enabled\": true}");
            case "/api/2.0/mlflow/model-versions/search" -> ok(promptVersions());
            case "/api/2.0/mlflow/runs/search" -> ok(runs(body(request)));
            case "/api/3.0/mlflow/traces/search" -> ok(search(body(request)));
            case "/api/3.0/mlflow/traces/batchGet" -> batch(url.queryParameterValues("trace_ids"));
            case "/api/3.0/mlflow/traces/get" -> single(url.queryParameter("trace_id"));
            case "/ajax-api/2.0/mlflow/get-trace-artifact" -> dataFile(url.queryParameter("request_id"));
            default ->
                new MockResponse.Builder()
                        .code(404)
                        .body("<html>no such page</html>")
                        .build();
        };
    }

    private JsonNode promptVersions() {
        var answer = JsonNodeFactory.instance.objectNode();
        var list = answer.putArray("model_versions");
        traces.values().stream()
                .flatMap(trace -> trace.linkedPrompts.stream())
                .distinct()
                .map(version -> version.split("/", 2))
                .forEach(parts -> list.addObject().put("name", parts[0]).put("version", parts[1]));
        return answer;
    }

    private static JsonNode body(RecordedRequest request) {
        var body = request.getBody();
        return PythonJson.parse(body == null ? "{}" : body.utf8());
    }

    private JsonNode experiments() {
        var answer = JsonNodeFactory.instance.objectNode();
        var list = answer.putArray("experiments");
        experiments.forEach((id, name) ->
                list.addObject().put("experiment_id", id).put("name", name).put("creation_time", creationMs(id)));
        return answer;
    }

    private MockResponse experiment(@Nullable String id) {
        var name = experiments.get(String.valueOf(id));
        return name == null
                ? error(404, "RESOURCE_DOES_NOT_EXIST", "No Experiment with id=" + id + " exists")
                : ok(experiment(String.valueOf(id), name));
    }

    private MockResponse experimentNamed(@Nullable String name) {
        return experiments.entrySet().stream()
                .filter(entry -> entry.getValue().equals(name))
                .map(entry -> ok(experiment(entry.getKey(), entry.getValue())))
                .findFirst()
                .orElseGet(() ->
                        error(404, "RESOURCE_DOES_NOT_EXIST", "Could not find experiment with name '" + name + "'"));
    }

    private JsonNode experiment(String id, String name) {
        var answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("experiment")
                .put("experiment_id", id)
                .put("name", name)
                .put("creation_time", creationMs(id));
        return answer;
    }

    private JsonNode runs(JsonNode request) {
        var filter = request.path("filter").asString("");
        var answer = JsonNodeFactory.instance.objectNode();
        var list = answer.putArray("runs");
        runs.values().stream()
                .filter(run -> run.path("info")
                        .path("experiment_id")
                        .equals(request.path("experiment_ids").path(0)))
                .filter(run -> matchesRun(run.path("info"), filter))
                .forEach(list::add);
        return answer;
    }

    private static boolean matchesRun(JsonNode info, String filter) {
        if (filter.isEmpty()) {
            return true;
        }
        var parts = filter.split(" ", 3);
        var value = info.path(parts[0].replace("attributes.", ""));
        return parts[1].equals("=")
                ? parts[2].equals("'" + value.asString() + "'")
                : value.asLong() >= Long.parseLong(parts[2]);
    }

    private JsonNode search(JsonNode request) {
        var locations = request.path("locations")
                .valueStream()
                .map(location ->
                        location.path("mlflow_experiment").path("experiment_id").asString())
                .toList();
        var ascending = Comparator.comparingLong(StoredOnServer::timestampMs);
        var order = request.path("order_by").path(0).asString().endsWith("DESC") ? ascending.reversed() : ascending;
        var found = traces.values().stream()
                .filter(trace -> locations.contains(trace.experimentId()))
                .filter(StoredOnServer.matching(request.path("filter").asString("")))
                .sorted(order.thenComparing(StoredOnServer::id))
                .toList();
        int offset = offset(request.path("page_token"));
        int size = Math.min(largestPage, request.path("max_results").intValue());
        var page = found.stream().skip(offset).limit(size).toList();
        var answer = JsonNodeFactory.instance.objectNode();
        var list = answer.putArray("traces");
        page.forEach(trace -> list.add(trace.info));
        if (page.size() == size) {
            var token = "{\"offset\": " + (offset + size) + "}";
            answer.put("next_page_token", Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8)));
        }
        return answer;
    }

    private static int offset(JsonNode token) {
        return token.isString()
                ? PythonJson.parse(Base64.getDecoder().decode(token.stringValue()))
                        .path("offset")
                        .intValue()
                : 0;
    }

    private MockResponse batch(List<String> ids) {
        var answer = JsonNodeFactory.instance.objectNode();
        var list = answer.putArray("traces");
        for (var id : ids) {
            var trace = traces.get(id);
            if (trace != null && !trace.storedInDatabase()) {
                return new MockResponse.Builder().code(500).body(NOT_STORED).build();
            }
            if (trace != null && !trace.spans.isEmpty()) {
                list.add(trace.whole());
            }
        }
        return ok(answer);
    }

    private MockResponse single(@Nullable String id) {
        var trace = traces.get(String.valueOf(id));
        if (trace == null) {
            return error(404, "RESOURCE_DOES_NOT_EXIST", "Trace with ID " + id + " is not found.");
        }
        var answer = JsonNodeFactory.instance.objectNode();
        answer.set("trace", trace.whole());
        return trace.storedInDatabase()
                ? ok(answer)
                : new MockResponse.Builder().code(500).body(NOT_STORED).build();
    }

    private MockResponse dataFile(@Nullable String id) {
        var trace = traces.get(String.valueOf(id));
        if (trace == null || trace.spans.isEmpty()) {
            return error(404, "NOT_FOUND", "Trace data not found for path=traces.json");
        }
        var answer = JsonNodeFactory.instance.objectNode();
        answer.putArray("spans").addAll(trace.spans);
        return ok(answer);
    }

    public static MockResponse error(int status, String code, String message) {
        var body = JsonNodeFactory.instance.objectNode().put("error_code", code).put("message", message);
        return new MockResponse.Builder()
                .code(status)
                .body(PythonJson.ascii(body))
                .build();
    }

    private static MockResponse ok(JsonNode body) {
        return ok(PythonJson.ascii(body));
    }

    private static MockResponse ok(String body) {
        return new MockResponse.Builder().body(body).build();
    }

    @Override
    public void close() {
        server.close();
    }
}
