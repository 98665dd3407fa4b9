/**
 * Traces made of spans alone, as MLflow's server makes them of spans that come by OpenTelemetry
 * (mlflow/server/otel_api.py and mlflow/store/tracking/sqlalchemy_store.py, {@code log_spans}, 3.17.2).
 *
 * <p>In: spans, in OpenTelemetry's JSON or MLflow's. Out: traces with everything that their spans tell. Read {@link
 * dev.trawl.source.spans.SpansOfTraces} first.
 */
@NullMarked
package dev.trawl.source.spans;

import org.jspecify.annotations.NullMarked;
