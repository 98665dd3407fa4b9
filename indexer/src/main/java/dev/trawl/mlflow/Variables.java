package dev.trawl.mlflow;

import java.util.Map;
import java.util.Optional;

/** Environment variables; one that is blank counts as not set. */
final class Variables {
    private Variables() {}

    static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
