package dev.trawl.source;

/** In what traces can stand, in words for people. */
public enum SourceKind {
    LINES("JSON lines"),
    DOCUMENT("JSON document"),
    DATABASE("MLflow database"),
    OTLP("OpenTelemetry JSON"),
    SPANS("traces.json of an artifact store"),
    EXPORT("trace.json of mlflow-export-import");

    private final String words;

    SourceKind(String words) {
        this.words = words;
    }

    /** {@code JSON lines}. */
    @Override
    public String toString() {
        return words;
    }
}
