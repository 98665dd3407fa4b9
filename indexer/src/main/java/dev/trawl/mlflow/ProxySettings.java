package dev.trawl.mlflow;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * Which proxy stands between here and a server, as curl and Python's requests read it from the environment:
 * {@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code ALL_PROXY}, and {@code NO_PROXY} for hosts that are asked directly, each
 * also in small letters, which count first. A server on this machine is always asked directly.
 */
record ProxySettings(Map<String, String> environment) {
    ProxySettings {
        environment = Map.copyOf(environment);
    }

    Optional<HttpProxy> proxy(HttpUrl server) throws MlflowException {
        if (Hosts.isLoopback(server.host()) || direct(server)) {
            return Optional.empty();
        }
        var address = value(server.scheme() + "_proxy").or(() -> value("all_proxy"));
        if (address.isEmpty()) {
            return Optional.empty();
        }
        var text = address.get().contains("://") ? address.get() : "http://" + address.get();
        var url = HttpUrl.parse(text);
        if (url == null) {
            throw new MlflowException(
                    MlflowException.Kind.BAD_ADDRESS,
                    "The proxy that " + server.scheme().toUpperCase(Locale.ROOT)
                            + "_PROXY names cannot be used: it must look like http://HOST:PORT.");
        }
        var credentials = url.username().isEmpty()
                ? new Credentials.None()
                : new Credentials.Basic(url.username(), url.password());
        return Optional.of(new HttpProxy(url.host(), url.port(), credentials));
    }

    private Optional<String> value(String name) {
        return Variables.value(environment, name).or(() -> Variables.value(environment, name.toUpperCase(Locale.ROOT)));
    }

    /** {@code *}, a host, a domain with all hosts below it, any of them with a port. */
    private boolean direct(HttpUrl server) {
        return value("no_proxy").map(ProxySettings::items).orElse(List.of()).stream()
                .anyMatch(item -> direct(server, item));
    }

    private static List<String> items(String list) {
        return Arrays.stream(list.split("[,\\s]+", -1))
                .map(item -> item.toLowerCase(Locale.ROOT))
                .filter(item -> !item.isEmpty())
                .toList();
    }

    private static boolean direct(HttpUrl server, String item) {
        if (item.equals("*")) {
            return true;
        }
        var port = ":" + server.port();
        var domain = item.endsWith(port) ? item.substring(0, item.length() - port.length()) : item;
        var name = domain.startsWith(".") ? domain.substring(1) : domain;
        return server.host().equals(name) || server.host().endsWith("." + name);
    }

    /** Never the variables: one may hold a password. */
    @Override
    public String toString() {
        return "ProxySettings[…]";
    }
}
