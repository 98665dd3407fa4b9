package dev.trawl.query;

import dev.trawl.index.IndexFormat;
import dev.trawl.index.StoredTrace;
import dev.trawl.index.TraceLookup;
import dev.trawl.query.bind.Binder;
import dev.trawl.query.bind.BoundField;
import dev.trawl.query.bind.ServerDifferences;
import dev.trawl.query.lucene.Absences;
import dev.trawl.query.lucene.IndexInventory;
import dev.trawl.query.lucene.IndexSearch;
import dev.trawl.query.lucene.IndexedKeys;
import dev.trawl.query.lucene.TraceSearcher;
import dev.trawl.query.parse.FilterParser;
import dev.trawl.query.snippet.Snippets;
import dev.trawl.query.strict.Refusal;
import dev.trawl.query.strict.StrictGrammar;
import dev.trawl.trace.IndexedTrace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.util.IOUtils;

/** Searches an index as it was at its last commit. Thread-safe. */
@SuppressWarnings("exports") // the package of numbers is exported to the command line alone, which is who asks for them
public final class TraceSearch implements AutoCloseable {
    private final DirectoryReader reader;
    private final Clock clock;
    private final ExecutorService threads;
    private final OpenIndex index;
    private final TraceNumbers numbers;

    private TraceSearch(DirectoryReader reader, ExecutorService threads, Clock clock) {
        this.reader = reader;
        this.threads = threads;
        this.clock = clock;
        this.index = new OpenIndex(new TraceSearcher(reader, threads), clock);
        this.numbers = new TraceNumbers(reader, index);
    }

    /**
     * Opens an index.
     *
     * @throws dev.trawl.index.NoSuchIndexException if the folder holds none
     * @throws dev.trawl.index.IndexFormatException if another version of trawl wrote it
     */
    public static TraceSearch open(Path index) throws IOException {
        var threads = Executors.newFixedThreadPool(
                Runtime.getRuntime().availableProcessors(),
                Thread.ofPlatform().daemon().factory());
        try {
            return new TraceSearch(IndexFormat.openForReading(index, threads), threads, Clock.systemUTC());
        } catch (IOException | RuntimeException e) {
            threads.shutdown();
            throw e;
        }
    }

    /**
     * Finds the traces that a filter selects.
     *
     * @throws FilterException if the filter or the order means nothing
     */
    public SearchResult search(SearchRequest request) throws IOException {
        return search(request, SearchListener.NONE);
    }

    /**
     * Finds the traces that a filter selects.
     *
     * @throws FilterException if the filter or the order means nothing
     */
    public SearchResult search(SearchRequest request, SearchListener listener) throws IOException {
        var bound = BoundSearch.of(request, clock);
        return index.running(bound, request, listener)
                .page(bound.order(), request.after(), request.offset(), request.limit());
    }

    /**
     * Passes on all traces that a filter selects, behind the request's offset, while it finds them; memory holds a few at a
     * time. Only an order other than newest first keeps all of them, without their spans, until it has the first.
     *
     * @param request its limit does not matter
     * @throws FilterException if the filter or the order means nothing
     */
    public void each(SearchRequest request, SearchListener listener, HitReceiver receiver) throws IOException {
        var bound = BoundSearch.of(request, clock);
        index.running(bound, request, listener).each(bound.order(), request.after(), request.offset(), receiver);
    }

    /**
     * What reads a field of the traces that a request finds.
     *
     * @param field its name as in a filter
     * @throws FilterException if the name means no field of traces
     */
    public FieldReader reader(String field, SearchRequest request) {
        return FieldReader.of(field, index.sessions(request.experimentIds()));
    }

    /**
     * What shows where the traces that a request finds match its filter.
     *
     * @throws FilterException if the filter means nothing
     */
    @SuppressWarnings("exports") // its package is exported to the command line, which alone asks
    public Snippets snippets(SearchRequest request) {
        return new Snippets(BoundSearch.of(request, clock).condition(), index.sessions(request.experimentIds()));
    }

    /**
     * Counts the traces that a filter selects, exactly. Where the request begins and how many it wants does not matter.
     *
     * @throws FilterException if the filter or the order means nothing
     */
    public long count(SearchRequest request, SearchListener listener) throws IOException {
        return index.running(BoundSearch.of(request, clock), request, listener).count();
    }

    /** What counts traces and spans in groups, over time, by their values. */
    public TraceNumbers numbers() {
        return numbers;
    }

    /**
     * Tells how a request is understood and answered.
     *
     * @param run whether to run it, too
     * @throws FilterException if the filter or the order means nothing
     */
    public Explanation explain(SearchRequest request, boolean run) throws IOException {
        var bound = BoundSearch.of(request, clock);
        var search = index.running(bound, request, SearchListener.NONE);
        return new Explanation(
                FilterParser.parse(request.filter(), !request.strict()).filter().toString(),
                bound.condition().toString(),
                search.described(),
                StrictGrammar.check(request.filter()).map(Refusal::message),
                ServerDifferences.of(request.filter()),
                absent(request),
                run ? Optional.of(run(search)) : Optional.empty());
    }

    private static Explanation.Run run(IndexSearch search) throws IOException {
        long start = System.nanoTime();
        long hits = search.count();
        double milliseconds = (System.nanoTime() - start) / 1e6;
        return new Explanation.Run(search.candidates(), hits, milliseconds);
    }

    /**
     * What the filter of a request names that the index does not have, as sentences for a person: worth saying when it
     * found nothing.
     *
     * @throws FilterException if the filter means nothing
     */
    public List<String> absent(SearchRequest request) throws IOException {
        return Absences.in(Binder.bind(request.filter(), !request.strict(), clock), reader);
    }

    /**
     * Which of these fields the index has not at all.
     *
     * @throws FilterException if one means nothing
     */
    public List<String> absent(List<String> fields) throws IOException {
        return Absences.among(fields.stream().map(BoundField::named).toList(), reader);
    }

    /** The keys of tags, metadata, assessments and span attributes that traces of the index have. */
    public List<KeyCount> keys() throws IOException {
        return IndexedKeys.of(reader);
    }

    /** What the index holds, by source and experiment, in no order. */
    public List<Holding> holdings() throws IOException {
        return IndexInventory.of(reader);
    }

    /** What was written with the last commit besides the traces: how far each source was read. */
    public Map<String, String> commitData() throws IOException {
        return reader.getIndexCommit().getUserData();
    }

    public Optional<IndexedTrace> get(String traceId) throws IOException {
        return TraceLookup.find(reader, traceId);
    }

    /** The ids that begin with a text, in order, so many of them at most. */
    public List<String> idsBeginning(String prefix, int most) throws IOException {
        return TraceLookup.idsBeginning(reader, prefix, most);
    }

    /** The trace of a hit that this search returned. */
    public IndexedTrace load(Hit hit) throws IOException {
        return open(hit).decoded();
    }

    /** The trace of a hit that this search returned, decoded as far as someone asks. */
    @SuppressWarnings("exports") // its package is exported to the command line, which alone asks
    public StoredTrace open(Hit hit) throws IOException {
        var segments = reader.leaves();
        var segment = segments.get(ReaderUtil.subIndex(hit.document(), segments));
        return TraceLookup.open(segment, hit.document() - segment.docBase);
    }

    /** How many traces the index holds. */
    public long size() {
        return reader.numDocs();
    }

    @Override
    public void close() throws IOException {
        threads.shutdown();
        IOUtils.close(reader, reader.directory());
    }
}
