package dev.trawl.bench.inner;

import dev.trawl.index.TraceFrame;
import dev.trawl.query.text.TextTerms;
import dev.trawl.source.ImportProblemException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Collecting the terms by which texts are found; all of {@link SomeTraces} in one call. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class Terms {
    private final TextTerms terms = new TextTerms();
    private List<TraceFrame> traces = List.of();

    @Setup
    public void read() throws IOException, ImportProblemException {
        traces = SomeTraces.read().stream().map(TraceFrame::of).toList();
    }

    @Benchmark
    public void collect(Blackhole sink) {
        for (var trace : traces) {
            trace.texts().forEach(terms::add);
            sink.consume(terms.words());
            terms.clear();
        }
    }
}
