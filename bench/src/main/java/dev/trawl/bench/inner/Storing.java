package dev.trawl.bench.inner;

import dev.trawl.index.StoredTrace;
import dev.trawl.index.TraceFrame;
import dev.trawl.source.ImportProblemException;
import dev.trawl.trace.IndexedTrace;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.util.BytesRef;
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

/** Packing traces for the index, unpacking them for a check, and decoding them whole; all of {@link SomeTraces} in one call. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class Storing {
    private List<IndexedTrace> traces = List.of();
    private List<BytesRef> stored = List.of();

    @Setup
    public void read() throws IOException, ImportProblemException {
        traces = SomeTraces.read();
        stored = traces.stream()
                .map(TraceFrame::of)
                .map(frame -> StoredTrace.encode(frame, Optional.empty()))
                .toList();
    }

    @Benchmark
    public void pack(Blackhole sink) {
        traces.forEach(trace -> sink.consume(StoredTrace.encode(TraceFrame.of(trace), Optional.empty())));
    }

    @Benchmark
    public void unpack(Blackhole sink) {
        stored.forEach(trace -> sink.consume(StoredTrace.open(trace)));
    }

    @Benchmark
    public void decode(Blackhole sink) {
        stored.forEach(trace -> sink.consume(StoredTrace.open(trace).decoded()));
    }
}
