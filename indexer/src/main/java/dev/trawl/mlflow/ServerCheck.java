package dev.trawl.mlflow;

import dev.trawl.mlflow.MlflowException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Whether there is a server that trawl can read, with the workspace that was asked for. */
final class ServerCheck {
    /** The first version with the search and the trace schema that trawl reads. */
    private static final int OLDEST_MAJOR_VERSION = 3;

    private static final Pattern VERSION = Pattern.compile("(\\d{1,3})\\.\\d+\\S{0,30}");

    private final MlflowConnection connection;
    private final HttpCalls calls;

    ServerCheck(MlflowConnection connection, HttpCalls calls) {
        this.connection = connection;
        this.calls = calls;
    }

    /** See {@link MlflowClient#version}. */
    String version() throws IOException {
        var version = VERSION.matcher(versionText());
        if (!version.matches()) {
            throw new MlflowException(
                    Kind.NOT_MLFLOW,
                    connection.address() + " answers, but not as an MLflow server does. Is the address right, with the "
                            + "port and any path in front of /api?");
        }
        if (Integer.parseInt(version.group(1)) < OLDEST_MAJOR_VERSION) {
            throw unsupported(connection.address() + " runs MLflow " + version.group()
                    + ". Traces can be read from MLflow " + OLDEST_MAJOR_VERSION + ".0 on; upgrade the server.");
        }
        checkWorkspace();
        return version.group();
    }

    /** A server without workspaces would give its one and only instead of the one that was asked for. */
    private void checkWorkspace() throws IOException {
        if (connection.workspace().isPresent() && !workspacesEnabled()) {
            throw unsupported(connection.address() + " has no workspaces, so MLFLOW_WORKSPACE="
                    + connection.workspace().get()
                    + " cannot be read. Unset it, or start the server with --enable-workspaces.");
        }
    }

    private boolean workspacesEnabled() throws IOException {
        return calls.find(connection.url("api/3.0/mlflow/server-info"), Answers::json)
                .map(info -> info.path("workspaces_enabled").asBoolean(false))
                .orElse(false);
    }

    /** What stands where a server has its version; empty if there is nothing. */
    private String versionText() throws IOException {
        try {
            return calls.getHastily(
                    connection.url("version"),
                    body -> new String(body.readNBytes(200), StandardCharsets.UTF_8).strip());
        } catch (MlflowException e) {
            if (e.kind() != Kind.NOT_FOUND && e.kind() != Kind.REFUSED) {
                throw e;
            }
            if (connection.workspace().isPresent() && workspacesEnabled()) {
                throw unsupported(e.getMessage() + ". Set MLFLOW_WORKSPACE to a workspace that is there, or unset it.");
            }
            return "";
        }
    }

    private static MlflowException unsupported(String message) {
        return new MlflowException(Kind.UNSUPPORTED, message);
    }
}
