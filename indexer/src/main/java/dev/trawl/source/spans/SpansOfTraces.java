package dev.trawl.source.spans;

import dev.trawl.trace.IndexedTrace;
import dev.trawl.trace.PythonJson;
import dev.trawl.trace.Span;
import dev.trawl.trace.TraceJson;
import dev.trawl.trace.Wtf8;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Spans on their way to be put together by trace. OpenTelemetry sends a trace's spans as they end, in any order and in many
 * requests; only when all files have been read is a trace known to be whole.
 *
 * <p>What does not fit into memory lies in temporary files meanwhile, a trace's spans all in the same one, chosen by its
 * id; then one file after the other is put together. For one thread.
 */
public final class SpansOfTraces implements Closeable {
    private static final int PARTS = 64;

    /** With which of these requests begin, those of traces and of what else OpenTelemetry sends. */
    private static final Set<String> OF_REQUESTS =
            Set.of("resourceSpans", "resourceLogs", "resourceMetrics", "resourceProfiles");

    /** Spans of a trace, each as JSON with its resource. */
    public record Gathered(String traceId, List<byte[]> spans) {
        /** Bytes in memory. */
        public long size() {
            return spans.stream().mapToLong(span -> span.length).sum();
        }

        /** The trace; of a span that was sent twice the later form counts. */
        public IndexedTrace decode() {
            Map<String, Span> byId = new LinkedHashMap<>();
            Map<String, JsonNode> resource = new LinkedHashMap<>();
            for (var utf8 : spans) {
                var json = PythonJson.parse(utf8);
                var span = TraceJson.readSpan(json.path("span"));
                byId.put(span.spanId(), span);
                json.path("resource").properties().forEach(field -> resource.put(field.getKey(), field.getValue()));
            }
            return new IndexedTrace(TraceOfSpans.of(traceId, List.copyOf(byId.values()), resource, ""));
        }
    }

    /** Is given the traces. */
    @FunctionalInterface
    public interface Taking {
        void take(Gathered trace) throws IOException;
    }

    private final long mostInMemory;
    private final Map<String, List<byte[]>> inMemory = new LinkedHashMap<>();
    private final List<Path> parts = new ArrayList<>();
    private final List<DataOutputStream> streams = new ArrayList<>();
    private long bytesInMemory;

    /** @param mostInMemory bytes of JSON */
    public SpansOfTraces(long mostInMemory) {
        this.mostInMemory = mostInMemory;
    }

    /** Whether JSON is a request of OpenTelemetry's. */
    public static boolean isRequest(JsonNode json) {
        return json.propertyNames().stream().limit(1).anyMatch(SpansOfTraces::beginsRequest);
    }

    /** Whether a request of OpenTelemetry's begins with a field of this name. */
    public static boolean beginsRequest(String field) {
        return OF_REQUESTS.contains(field);
    }

    /**
     * Adds the spans of a request in OpenTelemetry's JSON.
     *
     * @return how many
     * @throws dev.trawl.trace.MalformedTraceException if it is none; nothing was added then
     */
    public int addRequest(JsonNode request) throws IOException {
        var spans = OtlpJson.spans(request);
        for (var span : spans) {
            var json = JsonNodeFactory.instance.objectNode();
            json.set("span", TraceJson.span(span.span()));
            json.set("resource", JsonNodeFactory.instance.objectNode().setAll(span.resource()));
            add(span.traceId(), Wtf8.encode(PythonJson.readable(json)));
        }
        return spans.size();
    }

    private void add(String traceId, byte[] span) throws IOException {
        if (!streams.isEmpty()) {
            spill(traceId, span);
            return;
        }
        inMemory.computeIfAbsent(traceId, first -> new ArrayList<>()).add(span);
        bytesInMemory += span.length;
        if (bytesInMemory > mostInMemory) {
            spillAll();
        }
    }

    private void spillAll() throws IOException {
        for (int i = 0; i < PARTS; i++) {
            var part = Files.createTempFile("trawl-spans-", ".part");
            parts.add(part);
            streams.add(new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part))));
        }
        for (var trace : inMemory.entrySet()) {
            for (var span : trace.getValue()) {
                spill(trace.getKey(), span);
            }
        }
        inMemory.clear();
    }

    private void spill(String traceId, byte[] span) throws IOException {
        var stream = streams.get(Math.floorMod(traceId.hashCode(), PARTS));
        stream.writeUTF(traceId);
        stream.writeInt(span.length);
        stream.write(span);
    }

    /**
     * Hands over all traces; nothing can be added any more.
     *
     * @param goesOn asked before each, whether to
     */
    public void takeAll(BooleanSupplier goesOn, Taking taking) throws IOException {
        for (var stream : streams) {
            stream.close();
        }
        var left = parts.iterator();
        while (left.hasNext() && goesOn.getAsBoolean()) {
            read(left.next());
            handOver(goesOn, taking);
        }
        handOver(goesOn, taking);
    }

    private void handOver(BooleanSupplier goesOn, Taking taking) throws IOException {
        for (var trace : inMemory.entrySet()) {
            if (goesOn.getAsBoolean()) {
                taking.take(new Gathered(trace.getKey(), trace.getValue()));
            }
        }
        inMemory.clear();
    }

    private void read(Path part) throws IOException {
        long left = Files.size(part);
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(part)))) {
            while (left > 0) {
                var traceId = in.readUTF();
                var span = in.readNBytes(in.readInt());
                inMemory.computeIfAbsent(traceId, first -> new ArrayList<>()).add(span);
                left -= Short.BYTES + traceId.length() + Integer.BYTES + span.length;
            }
        }
    }

    /** Takes the temporary files away. */
    @Override
    public void close() throws IOException {
        for (var stream : streams) {
            try {
                stream.close();
            } catch (IOException notWritten) {
                // The disk may be full; nothing of it is wanted any more.
            }
        }
        for (var part : parts) {
            Files.deleteIfExists(part);
        }
    }
}
