/**
 * MLflow's own SQLite database, read without a server.
 *
 * <p>In: a file. Out: its traces one after the other, as the server's REST API would tell them
 * (mlflow/store/tracking/dbmodels/models.py, 3.17.2), older schemas included. The database may be in use: it is opened for
 * reading only, and no read lasts longer than a batch of traces. Read {@link dev.trawl.source.database.MlflowDatabase}
 * first.
 */
@NullMarked
package dev.trawl.source.database;

import org.jspecify.annotations.NullMarked;
