package dev.trawl;

import dev.trawl.index.IndexField;
import dev.trawl.index.Terms;
import dev.trawl.query.bind.Condition;
import dev.trawl.query.lucene.LuceneCompiler;
import dev.trawl.query.scan.SessionAssessments;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.MultiDocValues;
import org.apache.lucene.search.IndexSearcher;

/**
 * What a compiled condition matches by itself, before any trace is checked.
 *
 * @param ids of the traces
 * @param exact whether the compiler says that they are the very ones that satisfy the condition
 */
record Candidates(Set<String> ids, boolean exact) {
    static Candidates of(DirectoryReader reader, Condition condition, SessionAssessments sessions) throws IOException {
        var superset = LuceneCompiler.compile(condition, reader, sessions);
        var found = new IndexSearcher(reader).search(superset.query(), reader.maxDoc());
        var ids = new HashSet<String>();
        for (var hit : found.scoreDocs) {
            var values = MultiDocValues.getSortedValues(reader, IndexField.ID);
            if (!values.advanceExact(hit.doc)) {
                throw new IOException("a document without an id");
            }
            ids.add(Terms.text(values.lookupOrd(values.ordValue())));
        }
        return new Candidates(ids, superset.exact());
    }
}
