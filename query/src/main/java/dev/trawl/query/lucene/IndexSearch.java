package dev.trawl.query.lucene;

import dev.trawl.index.IndexField;
import dev.trawl.index.StoredTrace;
import dev.trawl.index.Terms;
import dev.trawl.index.TraceLookup;
import dev.trawl.query.CompiledFilter;
import dev.trawl.query.SearchResult;
import dev.trawl.query.bind.Condition;
import dev.trawl.query.bind.SortOrder;
import dev.trawl.query.scan.ScanEvaluator;
import dev.trawl.query.scan.SessionAssessments;
import dev.trawl.trace.TraceInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;

/** Runs a condition against an index: candidates from the compiled query, each one checked if need be. */
public final class IndexSearch {
    private IndexSearch() {}

    public static SearchResult search(
            IndexSearcher searcher,
            Condition condition,
            SortOrder order,
            SessionAssessments sessions,
            int offset,
            int limit)
            throws IOException {
        var superset = LuceneCompiler.compile(condition, searcher.getIndexReader(), sessions);
        var matches = Matches.of(searcher, superset, ScanEvaluator.predicate(condition, sessions));
        return new SearchResult(new Page(offset, limit).of(matches, order, sessions), matches.total());
    }

    /** What a condition compiles to. */
    public static CompiledFilter compiled(IndexReader reader, Condition condition, SessionAssessments sessions)
            throws IOException {
        return QueryDescription.of(LuceneCompiler.compile(condition, reader, sessions), reader);
    }

    /** How many documents would have to be looked at. */
    public static long candidates(IndexSearcher searcher, Condition condition, SessionAssessments sessions)
            throws IOException {
        return searcher.count(LuceneCompiler.compile(condition, searcher.getIndexReader(), sessions)
                .query());
    }

    /** The traces that carry an assessment of their whole session. */
    public static List<TraceInfo> sessionCarriers(IndexReader reader) throws IOException {
        var carriers = new TermQuery(new Term(IndexField.HAS, Terms.of(IndexField.SESSION_PART)));
        var matches = Matches.of(new IndexSearcher(reader), Superset.exactly(carriers), trace -> true);
        var infos = new ArrayList<TraceInfo>();
        for (var segment : matches.segments()) {
            for (int i = 0; i < segment.documents().length; i++) {
                var stored = TraceLookup.stored(segment.segment(), segment.documents().ints[i]);
                infos.add(StoredTrace.decode(stored).trace().info());
            }
        }
        return infos;
    }
}
