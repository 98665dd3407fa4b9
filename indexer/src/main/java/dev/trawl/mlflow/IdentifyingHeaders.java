package dev.trawl.mlflow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Says with each request who asks, and for which workspace. */
final class IdentifyingHeaders implements Interceptor {
    static final String AUTHORIZATION = "Authorization";

    private final MlflowConnection connection;

    IdentifyingHeaders(MlflowConnection connection) {
        this.connection = connection;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        var request = chain.request().newBuilder().header("User-Agent", "trawl");
        switch (connection.credentials()) {
            case Credentials.None none -> {}
            case Credentials.Basic basic ->
                request.header(
                        AUTHORIZATION,
                        okhttp3.Credentials.basic(basic.user(), basic.password(), StandardCharsets.UTF_8));
            case Credentials.Token bearer -> request.header(AUTHORIZATION, "Bearer " + bearer.token());
        }
        connection.workspace().ifPresent(workspace -> request.header("X-MLFLOW-WORKSPACE", workspace));
        return chain.proceed(request.build());
    }
}
