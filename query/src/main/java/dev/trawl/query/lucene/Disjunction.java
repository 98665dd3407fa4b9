package dev.trawl.query.lucene;

import java.util.List;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;

/** Any of many queries. */
final class Disjunction {
    private Disjunction() {}

    static Query of(List<Query> queries) {
        if (queries.isEmpty()) {
            return MatchNoDocsQuery.INSTANCE;
        }
        if (queries.size() == 1) {
            return queries.getFirst();
        }
        var any = new BooleanQuery.Builder();
        queries.forEach(query -> any.add(query, Occur.SHOULD));
        return any.build();
    }
}
