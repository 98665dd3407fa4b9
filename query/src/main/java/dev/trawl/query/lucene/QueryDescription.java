package dev.trawl.query.lucene;

import dev.trawl.query.CompiledFilter;
import dev.trawl.query.CompiledFilter.Check;
import dev.trawl.query.CompiledFilter.TermCount;
import dev.trawl.query.CompiledFilter.Thorough;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;

/** Describes a compiled query for a person to read. */
final class QueryDescription {
    private QueryDescription() {}

    static CompiledFilter of(Candidates candidates, Candidates thorough, IndexReader reader) throws IOException {
        var terms = new ArrayList<Term>();
        candidates.possible().visit(new QueryVisitor() {
            @Override
            public void consumeTerms(Query query, Term... found) {
                terms.addAll(List.of(found));
            }
        });
        var counts = new ArrayList<TermCount>();
        for (var term : terms) {
            counts.add(new TermCount(QueryText.term(term.field(), term.bytes()), reader.docFreq(term)));
        }
        counts.sort(Comparator.comparingInt(TermCount::documents));
        return new CompiledFilter(
                QueryText.of(candidates.possible()),
                check(candidates),
                counts.stream().distinct().toList(),
                thorough.equals(candidates)
                        ? Optional.empty()
                        : Optional.of(new Thorough(QueryText.of(thorough.possible()), check(thorough))));
    }

    private static Check check(Candidates candidates) {
        if (candidates.exact()) {
            return Check.NONE;
        }
        return candidates.certain() instanceof MatchNoDocsQuery ? Check.ALL : Check.SOME;
    }
}
