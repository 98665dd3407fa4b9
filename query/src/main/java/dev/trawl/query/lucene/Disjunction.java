package dev.trawl.query.lucene;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;

/** Any of many queries. Lucene refuses a query with more than 1,024 clauses, so larger ones become a tree of smaller. */
final class Disjunction {
    private Disjunction() {}

    static Query of(List<Query> queries) {
        if (queries.isEmpty()) {
            return MatchNoDocsQuery.INSTANCE;
        }
        var level = queries;
        while (level.size() > 1) {
            level = joined(level);
        }
        return level.getFirst();
    }

    private static List<Query> joined(List<Query> queries) {
        int width = IndexSearcher.getMaxClauseCount() / 2;
        var groups = new ArrayList<Query>();
        for (int i = 0; i < queries.size(); i += width) {
            var any = new BooleanQuery.Builder();
            queries.subList(i, Math.min(queries.size(), i + width)).forEach(query -> any.add(query, Occur.SHOULD));
            groups.add(new ConstantScoreQuery(any.build()));
        }
        return groups;
    }
}
