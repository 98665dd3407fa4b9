package dev.trawl.export;

import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.MlflowKey;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.Span;
import dev.trawl.trace.TraceInfo;
import dev.trawl.trace.TraceJson;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A column of the table that traces make: what a spreadsheet or a data frame wants to count and sort by, and the rest as
 * JSON.
 */
record TraceColumn(String name, Type type, Function<IndexedTrace, Optional<?>> reading) {
    /** What stands in a column: {@link String}, {@link Long} or {@link Double}. */
    enum Type {
        TEXT,
        INTEGER,
        DECIMAL
    }

    /** All but the spans themselves. */
    static final List<TraceColumn> INFO = List.of(
            text("trace_id", info -> Optional.of(info.traceId())),
            text("experiment_id", info -> Optional.of(info.experimentId())),
            text("request_time", info -> Optional.of(info.requestTime())),
            integer("timestamp_ms", trace -> Optional.of(trace.trace().info().timestampMs())),
            integer("execution_time_ms", trace -> trace.trace().info().executionDurationMs()),
            text("state", info -> Optional.of(info.state())),
            text("name", TraceInfo::name),
            text("session", TraceInfo::session),
            text("user", TraceInfo::user),
            text("source_run", TraceInfo::sourceRun),
            text("client_request_id", TraceInfo::clientRequestId),
            text("request_preview", TraceInfo::requestPreview),
            text("response_preview", TraceInfo::responsePreview),
            tokens("input_tokens"),
            tokens("output_tokens"),
            tokens("total_tokens"),
            new TraceColumn(
                    "total_cost",
                    Type.DECIMAL,
                    trace -> usage(trace, MlflowKey.TRACE_COST, "total_cost")
                            .map(BigDecimal::doubleValue)
                            .filter(Double::isFinite)),
            integer(
                    "span_count",
                    trace -> Optional.of((long) trace.trace().spans().size())),
            integer("error_count", trace -> Optional.of(errors(trace.trace().spans()))),
            json("tags"),
            json("trace_metadata"),
            json("assessments"));

    /** The spans as JSON. */
    static final TraceColumn SPANS = new TraceColumn(
            "spans",
            Type.TEXT,
            trace -> Optional.of(PythonJson.readable(
                    TraceJson.write(trace.trace()).path("data").path("spans"))));

    private static TraceColumn text(String name, Function<TraceInfo, Optional<String>> reading) {
        return new TraceColumn(
                name, Type.TEXT, trace -> reading.apply(trace.trace().info()));
    }

    private static TraceColumn integer(String name, Function<IndexedTrace, Optional<Long>> reading) {
        return new TraceColumn(name, Type.INTEGER, reading::apply);
    }

    /** Without a fraction; empty where no 64-bit integer can hold it. */
    private static TraceColumn tokens(String name) {
        return integer(
                name,
                trace -> usage(trace, MlflowKey.TRACE_TOKENS, name)
                        .map(BigDecimal::toBigInteger)
                        .filter(count -> count.bitLength() < Long.SIZE)
                        .map(BigInteger::longValue));
    }

    /** A part of the info as JSON; empty where there is none. */
    private static TraceColumn json(String name) {
        return new TraceColumn(
                name,
                Type.TEXT,
                trace -> Optional.of(TraceJson.write(trace.trace()).path("info").path(name))
                        .filter(part -> !part.isEmpty())
                        .map(PythonJson::readable));
    }

    private static Optional<BigDecimal> usage(IndexedTrace trace, String key, String part) {
        return Optional.ofNullable(trace.trace().info().metadata().get(key))
                .map(PythonJson::parseOrText)
                .flatMap(usage -> PythonJson.exactNumber(usage.path(part)));
    }

    private static long errors(List<Span> spans) {
        return spans.stream().filter(span -> span.status().equals("ERROR")).count();
    }

    Optional<?> of(IndexedTrace trace) {
        return reading.apply(trace);
    }
}
