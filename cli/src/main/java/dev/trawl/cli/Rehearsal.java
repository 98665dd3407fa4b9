package dev.trawl.cli;

import dev.trawl.cli.console.Output;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.console.Volume;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The commands that read, run over a small index with their output thrown away. The launcher lets the JVM watch this and
 * keep what it loaded and linked for later starts (docs/decisions/0006-start-up.md). What is not rehearsed works as well,
 * only slower; commands that write are left out, because every class that is kept takes time at every start.
 */
final class Rehearsal {
    private final Map<String, String> variables;

    private Rehearsal(Map<String, String> variables) {
        this.variables = variables;
    }

    /** Rehearses on the index of the sample data in the folder that is the only argument. */
    public static void main(String[] arguments) {
        new Rehearsal(Map.of("TRAWL_INDEX", arguments[0])).run();
        // As every command ends, with what Java does then.
        System.exit(0);
    }

    private void run() {
        var id = expect(0, "search", "--limit", "1", "--output", "ids").strip();
        expect(0, "--version");
        expect(0, "--help");
        expect(0, "search", "--help");
        expect(0, "search");
        expect(0, "search", "--limit", "5", "--output", "json");
        expect(0, "search", "--limit", "5", "--output", "jsonl", "--order-by", "execution_time_ms DESC");
        for (var filter : List.of(
                "status = 'ERROR' AND execution_time_ms > 1000",
                "trace.text LIKE '%no such words%'",
                "trace.text LIKE '%tr-0a1b2c3d-4e5%'",
                "trace.text ILIKE '%Parcel%'",
                "trace.text RLIKE 'track[a-z_]+' AND tag.`app.version` = '2.4.0'",
                "span.name = 'track_parcel' AND span.status = 'ERROR'",
                "feedback.groundedness < 0.4 OR timestamp_ms > 0")) {
            expect(0, "search", filter, "--limit", "3");
            expect(0, "search", filter, "--count");
        }
        expect(2, "search", "trace.stauts = 'OK'");
        expect(0, "get", id);
        expect(0, "traces", "get", "--trace-id", id);
        expect(0, "traces", "search", "-x", "1", "--filter-string", "status = 'ERROR'");
        expect(0, "explain", "--run", "trace.text LIKE '%parcel%' AND status = 'ERROR'");
        expect(0, "fields");
        expect(0, "stats", "--by", "status", "--metric", "count,p95 of duration");
        expect(0, "stats", "--by", "span.name", "--metric", "p95 of span.duration_ms");
        expect(0, "histogram");
        expect(0, "facets");
        expect(0, "compare", "status = 'ERROR'");
    }

    /** Runs a command and returns what it printed. */
    private String expect(int code, String... arguments) {
        var printed = new ByteArrayOutputStream();
        var surroundings = new Surroundings(
                InputStream.nullInputStream(),
                new Output(printed),
                new Output(OutputStream.nullOutputStream()),
                variables,
                Surroundings.ofProcess().userFolder(),
                Optional.empty(),
                false,
                false,
                System::nanoTime,
                Clock.systemUTC(),
                Volume.normal());
        int ended = Main.run(surroundings, arguments);
        if (ended != code) {
            throw new IllegalStateException(String.join(" ", arguments) + " ended with " + ended);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
