package dev.trawl.query.lucene;

import dev.trawl.index.IndexField;
import dev.trawl.index.Terms;
import dev.trawl.query.bind.Condition;
import dev.trawl.query.scan.SessionAssessments;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.MultiDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;

/**
 * What a compiled condition matches by itself, before any trace is checked.
 *
 * @param effort with which it was compiled
 * @param possible ids of the traces that may satisfy the condition
 * @param certain ids of the traces that do so, as the compiler says
 */
public record FoundIds(String effort, Set<String> possible, Set<String> certain) {

    /** One of each effort. */
    public static List<FoundIds> of(DirectoryReader reader, Condition condition, SessionAssessments sessions)
            throws IOException {
        var found = new ArrayList<FoundIds>();
        for (var effort : Effort.values()) {
            var candidates = LuceneCompiler.compile(condition, reader, sessions, effort);
            found.add(
                    new FoundIds(effort.name(), ids(reader, candidates.possible()), ids(reader, candidates.certain())));
        }
        return found;
    }

    private static Set<String> ids(DirectoryReader reader, Query query) throws IOException {
        var ids = new HashSet<String>();
        for (var hit : new IndexSearcher(reader).search(query, reader.maxDoc()).scoreDocs) {
            var values = MultiDocValues.getSortedValues(reader, IndexField.ID);
            if (!values.advanceExact(hit.doc)) {
                throw new IOException("a document without an id");
            }
            ids.add(Terms.text(values.lookupOrd(values.ordValue())));
        }
        return ids;
    }

    /** Those among some traces. */
    public FoundIds within(Set<String> traces) {
        var some = new HashSet<>(possible);
        var sure = new HashSet<>(certain);
        some.retainAll(traces);
        sure.retainAll(traces);
        return new FoundIds(effort, some, sure);
    }
}
