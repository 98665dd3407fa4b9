package dev.trawl.bench.inner;

import dev.trawl.bench.OnceDecoded;
import dev.trawl.query.bind.Binder;
import dev.trawl.query.scan.ScanEvaluator;
import dev.trawl.query.scan.SessionAssessments;
import dev.trawl.source.ImportProblemException;
import dev.trawl.trace.TraceParts;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Deciding a text condition on texts that lie ready in memory; all of {@link SomeTraces} in one call. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class Checks {
    @Param({
        "LIKE '%no such words%'",
        "LIKE '%no_such%words%'",
        "ILIKE '%no such words%'",
        "RLIKE '(?i)timeout.*retry'",
        "RLIKE '[A-Z]{3}[0-9]{9}[a-z]'",
        "RLIKE '[a-z]{4}[0-9]{4}[A-Z]{2}'",
        "RLIKE '[a-z]+@[a-z]+[.]comx'"
    })
    private String test = "";

    private List<TraceParts> traces = List.of();
    private Predicate<TraceParts> matches = trace -> false;

    @Setup
    public void read() throws IOException, ImportProblemException {
        traces = SomeTraces.read().stream()
                .map(trace -> (TraceParts) new OnceDecoded(trace))
                .toList();
        var condition = Binder.bind("trace.text " + test, true, Clock.systemUTC());
        matches = ScanEvaluator.predicate(condition, new SessionAssessments(Stream::empty));
    }

    @Benchmark
    public long decide() {
        return traces.stream().filter(matches).count();
    }
}
