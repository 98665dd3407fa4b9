/**
 * MLflow's REST API: {@link dev.trawl.mlflow.MlflowClient} and what it answers with. The only place that knows URLs,
 * HTTP and how a server misbehaves.
 *
 * <p>In: a {@link dev.trawl.mlflow.MlflowConnection}, made from an address and MLflow's environment variables. Out:
 * traces, experiments and runs as records, or one {@link dev.trawl.mlflow.MlflowException} that says in a sentence what
 * went wrong and what to do. Read {@code MlflowClient} first.
 */
@NullMarked
package dev.trawl.mlflow;

import org.jspecify.annotations.NullMarked;
