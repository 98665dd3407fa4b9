package dev.trawl.query.lucene;

import java.util.List;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;

/**
 * A query that matches too many documents, never too few.
 *
 * @param exact whether it matches none too many
 */
public record Superset(Query query, boolean exact) {
    static {
        // Lucene's limit of 1,024 clauses, counted through all levels of a query, guards servers against strangers.
        // Here the
        // filter's text bounds them, and a list of 10,000 items is to be answered.
        IndexSearcher.setMaxClauseCount(Integer.MAX_VALUE);
    }

    static Superset exactly(Query query) {
        return new Superset(query, true);
    }

    static Superset atLeast(Query query) {
        return new Superset(query, false);
    }

    static Superset everything() {
        return exactly(MatchAllDocsQuery.INSTANCE);
    }

    static Superset nothing() {
        return exactly(MatchNoDocsQuery.INSTANCE);
    }

    /** All documents, of which some are asked for: the check decides. */
    static Superset anything() {
        return atLeast(MatchAllDocsQuery.INSTANCE);
    }

    /** The documents of all of them; every document, if there are none. */
    static Superset allOf(List<Superset> terms) {
        var narrowing = terms.stream()
                .filter(term -> !(term.query() instanceof MatchAllDocsQuery))
                .map(Superset::query)
                .distinct()
                .toList();
        boolean exact = terms.stream().allMatch(Superset::exact);
        if (narrowing.size() < 2) {
            return new Superset(narrowing.isEmpty() ? MatchAllDocsQuery.INSTANCE : narrowing.getFirst(), exact);
        }
        var conjunction = new BooleanQuery.Builder();
        narrowing.forEach(query -> conjunction.add(query, Occur.FILTER));
        return new Superset(conjunction.build(), exact);
    }

    /** The documents of any of them; none, if there are none. */
    static Superset anyOf(List<Superset> terms) {
        boolean exact = terms.stream().allMatch(Superset::exact);
        if (terms.stream().anyMatch(term -> term.query() instanceof MatchAllDocsQuery)) {
            boolean everything =
                    terms.stream().anyMatch(term -> term.query() instanceof MatchAllDocsQuery && term.exact());
            return new Superset(MatchAllDocsQuery.INSTANCE, everything);
        }
        if (terms.size() == 1) {
            return terms.getFirst();
        }
        return new Superset(Disjunction.of(terms.stream().map(Superset::query).toList()), exact);
    }

    /** Every document but those of an exact superset. Of an inexact one nothing is known. */
    Superset inverted() {
        if (!exact) {
            return anything();
        }
        return exactly(new BooleanQuery.Builder()
                .add(MatchAllDocsQuery.INSTANCE, Occur.FILTER)
                .add(query, Occur.MUST_NOT)
                .build());
    }
}
