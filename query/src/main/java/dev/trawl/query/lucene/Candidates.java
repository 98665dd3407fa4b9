package dev.trawl.query.lucene;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;

/**
 * What the index alone can say of a condition: which documents may satisfy it, and which of them do so for certain. The
 * others have to be checked.
 *
 * @param possible matches every document that satisfies the condition, and maybe more
 * @param certain matches only documents that satisfy the condition, and maybe not all of them
 */
public record Candidates(Query possible, Query certain) {
    static {
        // Lucene's limit of 1,024 clauses, counted through all levels of a query, guards servers against strangers.
        // Here the filter's text bounds them, and a list of 10,000 items is to be answered.
        IndexSearcher.setMaxClauseCount(Integer.MAX_VALUE);
    }

    /** A query that matches just the documents of the condition. */
    static Candidates exactly(Query query) {
        return new Candidates(query, query);
    }

    /** A query that matches at least the documents of the condition. */
    static Candidates atLeast(Query query) {
        return new Candidates(query, MatchNoDocsQuery.INSTANCE);
    }

    static Candidates everything() {
        return exactly(MatchAllDocsQuery.INSTANCE);
    }

    static Candidates nothing() {
        return exactly(MatchNoDocsQuery.INSTANCE);
    }

    /** All documents, of which some are asked for: the check decides. */
    static Candidates anything() {
        return atLeast(MatchAllDocsQuery.INSTANCE);
    }

    /** As {@code equals} says, which takes Java some milliseconds to set up for a record. */
    boolean isSameAs(Candidates other) {
        return possible.equals(other.possible) && certain.equals(other.certain);
    }

    /** Whether nothing has to be checked. */
    public boolean exact() {
        return possible.equals(certain);
    }

    /** The same documents, none of them for certain. */
    Candidates uncertain() {
        return atLeast(possible);
    }

    /** The documents of all of them; every document, if there are none. */
    static Candidates allOf(List<Candidates> terms) {
        var possible = conjunction(terms.stream().map(Candidates::possible).toList());
        return terms.stream().allMatch(Candidates::exact)
                ? exactly(possible)
                : new Candidates(
                        possible,
                        conjunction(terms.stream().map(Candidates::certain).toList()));
    }

    /** The documents of any of them; none, if there are none. */
    static Candidates anyOf(List<Candidates> terms) {
        var possible = disjunction(terms.stream().map(Candidates::possible).toList());
        return terms.stream().allMatch(Candidates::exact)
                ? exactly(possible)
                : new Candidates(
                        possible,
                        disjunction(terms.stream().map(Candidates::certain).toList()));
    }

    /** The documents of the opposite: certain are those that were not even possible. */
    Candidates inverted() {
        return exact() ? exactly(not(possible)) : new Candidates(not(certain), not(possible));
    }

    private static Query not(Query query) {
        if (query instanceof MatchNoDocsQuery) {
            return MatchAllDocsQuery.INSTANCE;
        }
        if (query instanceof MatchAllDocsQuery) {
            return MatchNoDocsQuery.INSTANCE;
        }
        return new BooleanQuery.Builder()
                .add(MatchAllDocsQuery.INSTANCE, Occur.FILTER)
                .add(query, Occur.MUST_NOT)
                .build();
    }

    /** The documents of all queries. */
    static Query conjunction(List<Query> queries) {
        var narrowing = queries.stream()
                .filter(query -> !(query instanceof MatchAllDocsQuery))
                .distinct()
                .toList();
        if (narrowing.stream().anyMatch(MatchNoDocsQuery.class::isInstance)) {
            return MatchNoDocsQuery.INSTANCE;
        }
        if (narrowing.size() < 2) {
            return narrowing.isEmpty() ? MatchAllDocsQuery.INSTANCE : narrowing.getFirst();
        }
        var all = new BooleanQuery.Builder();
        narrowing.forEach(query -> all.add(query, Occur.FILTER));
        return all.build();
    }

    /** The documents of any query. */
    static Query disjunction(List<Query> queries) {
        var widening = new ArrayList<>(queries.stream()
                .filter(query -> !(query instanceof MatchNoDocsQuery))
                .distinct()
                .toList());
        if (widening.stream().anyMatch(MatchAllDocsQuery.class::isInstance)) {
            return MatchAllDocsQuery.INSTANCE;
        }
        if (widening.size() < 2) {
            return widening.isEmpty() ? MatchNoDocsQuery.INSTANCE : widening.getFirst();
        }
        var any = new BooleanQuery.Builder();
        widening.forEach(query -> any.add(query, Occur.SHOULD));
        return any.build();
    }
}
