package dev.trawl.cli.doctor;

import dev.trawl.cli.console.Surroundings;
import dev.trawl.mlflow.ClientLimits;
import dev.trawl.mlflow.MlflowClient;
import dev.trawl.mlflow.MlflowConnection;
import dev.trawl.mlflow.MlflowException;
import java.io.IOException;
import java.util.Optional;

/**
 * The server that a person has named. Only such a one is asked: nothing else leaves the machine.
 *
 * @param address as it was named
 * @param place where it was named
 */
record NamedServer(String address, String place) {
    private static final String SUBJECT = "server";

    Finding finding(Surroundings surroundings) {
        var variables = surroundings.variables();
        if (MlflowConnection.isForbidden(variables)) {
            return Finding.well(SUBJECT, MlflowConnection.withoutSecrets(address) + ", not asked: trawl is offline");
        }
        try (var client = new MlflowClient(
                MlflowConnection.from(Optional.of(address), variables, surroundings.userFolder()),
                ClientLimits.HASTY.with(variables))) {
            return Finding.well(SUBJECT, client.connection().source() + ", MLflow " + client.version());
        } catch (MlflowException e) {
            return Finding.bad(SUBJECT, String.valueOf(e.getMessage()), advice(e.kind()));
        } catch (IOException e) {
            return Finding.bad(SUBJECT, String.valueOf(e.getMessage()));
        }
    }

    /** What to do; nothing where the message says it. */
    private Optional<String> advice(MlflowException.Kind kind) {
        return switch (kind) {
            case UNREACHABLE -> Optional.of("check " + place + " and whether the server runs");
            case BAD_ADDRESS, NOT_MLFLOW, NOT_FOUND, REFUSED, MALFORMED -> Optional.of("check " + place);
            case UNAUTHORISED ->
                Optional.of("check MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, MLFLOW_TRACKING_TOKEN,"
                        + " or ~/.mlflow/credentials");
            case SERVER_ERROR -> Optional.of("try later, and look into the log of the server");
            case OFFLINE, BAD_CREDENTIALS, UNSUPPORTED, FORBIDDEN, SPANS_NOT_STORED, STOPPED -> Optional.empty();
        };
    }
}
