package dev.trawl.indexer;

import dev.trawl.index.IndexField;
import dev.trawl.index.Terms;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** Queries for the traces that came from an experiment of one server. */
record TracesOfSource(String source, String experimentId) {
    /** Those that the server still has, as far as known, or those that it was found not to have. */
    Query deleted(boolean deleted) {
        return new BooleanQuery.Builder()
                .add(attribute(IndexField.SOURCE_KEY, source), Occur.FILTER)
                .add(attribute(IndexField.EXPERIMENT_ID_KEY, experimentId), Occur.FILTER)
                .add(attribute(IndexField.DELETED_KEY, Boolean.toString(deleted)), Occur.FILTER)
                .build();
    }

    private static Query attribute(String key, String value) {
        return Terms.pair(key, value)
                .<Query>map(term -> new TermQuery(new Term(IndexField.ATTRIBUTE, term)))
                .orElseGet(() -> new MatchNoDocsQuery("too long for a term"));
    }
}
