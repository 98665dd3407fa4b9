package dev.trawl.mlflow;

import dev.trawl.trace.Span;
import dev.trawl.trace.Trace;
import dev.trawl.trace.TraceJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks an MLflow server for traces, experiments and runs; thread-safe.
 *
 * <p>Failures that may pass (408, 429, 5xx, broken connections, truncated answers) are tried again with growing pauses.
 * What is left is a {@link MlflowException}, or an {@link java.io.InterruptedIOException} when the thread was
 * interrupted.
 */
public final class MlflowClient implements AutoCloseable {
    private static final int EXPERIMENTS_PER_PAGE = 1_000;
    private static final int RUNS_PER_PAGE = 1_000;
    private static final int VERSIONS_PER_PAGE = 1_000;

    private final MlflowConnection connection;
    private final HttpCalls calls;
    private final int concurrency;

    /** @throws MlflowException if the certificates that the connection names cannot be used */
    public MlflowClient(MlflowConnection connection) throws MlflowException {
        this(connection, ClientLimits.DEFAULT);
    }

    /** @throws MlflowException if the certificates that the connection names cannot be used */
    public MlflowClient(MlflowConnection connection, ClientLimits limits) throws MlflowException {
        this(connection, limits, new WakeablePause());
    }

    MlflowClient(MlflowConnection connection, ClientLimits limits, HttpCalls.Pause pause) throws MlflowException {
        this.connection = connection;
        this.calls = new HttpCalls(connection, limits, pause);
        this.concurrency = limits.concurrency();
    }

    public MlflowConnection connection() {
        return connection;
    }

    /** How many calls it makes at the same time; further ones wait for their turn. */
    public int concurrency() {
        return concurrency;
    }

    /**
     * Ends all calls, those under way in other threads and those to come, with a {@link MlflowException} of the kind
     * {@code STOPPED}. For who wants an orderly end soon.
     */
    public void stop() {
        calls.stop();
    }

    /** Bytes of all answers so far, as they came over the wire. */
    public long bytesReceived() {
        return calls.bytesReceived();
    }

    /**
     * The version the server says it has, for example {@code 3.17.2}. The first thing to ask of a server: fails sooner
     * than other calls when nobody is there, and tells a server that is not MLflow's or too old.
     */
    public String version() throws IOException {
        return new ServerCheck(connection, calls).version();
    }

    /** All active experiments; deleted ones are not listed. */
    public List<Experiment> experiments() throws IOException {
        var experiments = new ArrayList<Experiment>();
        Optional<String> token = Optional.empty();
        do {
            var request = object().put("max_results", EXPERIMENTS_PER_PAGE);
            token.ifPresent(text -> request.put("page_token", text));
            var answer = calls.post(connection.url("api/2.0/mlflow/experiments/search"), request, Answers.page(token));
            answer.path("experiments").forEach(json -> experiments.add(Answers.experiment(json)));
            token = Answers.nextPageToken(answer);
        } while (token.isPresent());
        return experiments;
    }

    /** The experiment with this id, active or deleted. */
    public Experiment experiment(String id) throws IOException {
        return experiment("get", "experiment_id", id);
    }

    /** The experiment with this name, active or deleted. */
    public Experiment experimentNamed(String name) throws IOException {
        return experiment("get-by-name", "experiment_name", name);
    }

    private Experiment experiment(String method, String parameter, String value) throws IOException {
        var url = connection
                .url("api/2.0/mlflow/experiments/" + method)
                .newBuilder()
                .addQueryParameter(parameter, value)
                .build();
        return Answers.experiment(calls.get(url, Answers::json).path("experiment"));
    }

    /**
     * Some active runs of an experiment, oldest first.
     *
     * @param filter in MLflow's language for runs; empty for all
     */
    public RunPage runs(String experimentId, String filter, Optional<String> pageToken) throws IOException {
        var request = object();
        request.putArray("experiment_ids").add(experimentId);
        request.put("filter", filter).put("max_results", RUNS_PER_PAGE);
        request.putArray("order_by").add("attributes.start_time ASC");
        pageToken.ifPresent(token -> request.put("page_token", token));
        return Answers.runPage(
                calls.post(connection.url("api/2.0/mlflow/runs/search"), request, Answers.page(pageToken)));
    }

    /**
     * Prompt versions as {@code name/version}, those made last first.
     *
     * @param most how many at most
     */
    public List<String> promptVersions(int most) throws IOException {
        var versions = new ArrayList<String>();
        Optional<String> token = Optional.empty();
        do {
            var url = connection
                    .url("api/2.0/mlflow/model-versions/search")
                    .newBuilder()
                    .addQueryParameter("filter", "tag.`mlflow.prompt.is_prompt` = 'true'")
                    .addQueryParameter("order_by", "creation_timestamp DESC")
                    .addQueryParameter("max_results", Integer.toString(Math.min(most, VERSIONS_PER_PAGE)));
            token.ifPresent(text -> url.addQueryParameter("page_token", text));
            var answer = calls.get(url.build(), Answers.page(token));
            answer.path("model_versions")
                    .forEach(json -> versions.add(json.path("name").asString("") + "/"
                            + json.path("version").asString("")));
            token = Answers.nextPageToken(answer);
        } while (token.isPresent() && versions.size() < most);
        return versions.subList(0, Math.min(most, versions.size()));
    }

    /** The infos that a search finds; spans are asked for with {@link #traces}. */
    public TracePage search(TraceQuery query) throws IOException {
        var request = object();
        var locations = request.putArray("locations");
        for (var id : query.experimentIds()) {
            var location = locations.addObject().put("type", "MLFLOW_EXPERIMENT");
            location.putObject("mlflow_experiment").put("experiment_id", id);
        }
        if (!query.filter().isEmpty()) {
            request.put("filter", query.filter());
        }
        request.put("max_results", query.maxResults());
        var orderBy = request.putArray("order_by");
        query.orderBy().forEach(orderBy::add);
        query.pageToken().ifPresent(token -> request.put("page_token", token));
        return Answers.tracePage(
                calls.post(connection.url("api/3.0/mlflow/traces/search"), request, Answers.page(query.pageToken())));
    }

    /** How many traces of an experiment lie in a span of time, both ends included; empty where a server cannot tell. */
    public OptionalLong traceCount(String experimentId, long fromMs, long toMs) throws IOException {
        var request = object();
        request.putArray("experiment_ids").add(experimentId);
        request.put("view_type", "TRACES").put("metric_name", "trace_count");
        request.putArray("aggregations").addObject().put("aggregation_type", "COUNT");
        request.put("start_time_ms", fromMs).put("end_time_ms", toMs);
        try {
            var answer = calls.post(connection.url("api/3.0/mlflow/traces/metrics"), request, Answers::json);
            var count = answer.path("data_points").path(0).path("values").path("COUNT");
            return count.isNumber() ? OptionalLong.of(Math.round(count.doubleValue())) : OptionalLong.empty();
        } catch (MlflowException e) {
            if (e.kind().concernsWholeServer()) {
                throw e;
            }
            return OptionalLong.empty();
        }
    }

    /**
     * Traces with spans, from the server's database or archive, in the order asked for. Left out are those that the
     * server does not have and those whose spans have not all arrived there yet.
     *
     * @throws MlflowException of kind {@code SPANS_NOT_STORED} when one of them has its spans elsewhere
     */
    public List<Trace> traces(List<String> ids) throws IOException {
        var url = connection.url("api/3.0/mlflow/traces/batchGet").newBuilder();
        ids.forEach(id -> url.addQueryParameter("trace_ids", id));
        return calls.get(url.build(), Answers::traces);
    }

    /** A trace with those spans that have arrived at the server; empty when it does not have the trace. */
    public Optional<Trace> trace(String id) throws IOException {
        var url = connection
                .url("api/3.0/mlflow/traces/get")
                .newBuilder()
                .addQueryParameter("trace_id", id)
                .addQueryParameter("allow_partial", "true")
                .build();
        return calls.find(url, body -> TraceJson.read(Answers.json(body)));
    }

    /** The spans in a trace's data file, wherever the server keeps it; empty when there is none. */
    public Optional<List<Span>> dataFile(String id) throws IOException {
        var url = connection
                .url("ajax-api/2.0/mlflow/get-trace-artifact")
                .newBuilder()
                .addQueryParameter("request_id", id)
                .build();
        return calls.find(url, body -> TraceJson.spans(Answers.json(body), id));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    @Override
    public void close() {
        calls.close();
    }
}
