package dev.trawl.mlflow;

import dev.trawl.trace.PythonJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What a real MLflow 3.17.2 server answered over the recorded corpus. */
public final class RecordedTraffic {
    private static final Path CORPUS = Path.of("../e2e/mlflow/corpus");
    private static final JsonNode EXCHANGES = json("wire.json");

    private RecordedTraffic() {}

    /** One request and its answer, by the name it was recorded under. */
    public static JsonNode exchange(String name) {
        return exchanges(name)
                .filter(exchange -> exchange.path("name").stringValue().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The bodies of all answers whose names begin so. */
    public static Stream<JsonNode> answers(String prefix) {
        return exchanges(prefix)
                .map(exchange -> PythonJson.parse(exchange.path("response").stringValue()));
    }

    private static Stream<JsonNode> exchanges(String prefix) {
        return EXCHANGES
                .valueStream()
                .filter(exchange -> exchange.path("name").stringValue().startsWith(prefix));
    }

    /** The trace id of {@code t01} … {@code t30}. */
    public static String id(String name) {
        return json("corpus.json").path("ids").path(name).stringValue();
    }

    /** The one run of the corpus: t08 was made in it, t09 linked to it. */
    public static String runId() {
        return json("corpus.json").path("run1").stringValue();
    }

    private static JsonNode json(String file) {
        try {
            return PythonJson.parse(Files.readAllBytes(CORPUS.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
