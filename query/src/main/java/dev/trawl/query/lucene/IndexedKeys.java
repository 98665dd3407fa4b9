package dev.trawl.query.lucene;

import dev.trawl.index.IndexField;
import dev.trawl.index.Terms;
import dev.trawl.index.TermsWithPrefix;
import dev.trawl.query.KeyCount;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;

/** The keys of tags, metadata, assessments and span attributes that an index holds. */
public final class IndexedKeys {
    private static final int EXAMPLES = 3;

    private IndexedKeys() {}

    /** All of them, kind by kind, keys in the order of their letters. Counts include traces replaced since. */
    public static List<KeyCount> of(IndexReader reader) throws IOException {
        var counts = new ArrayList<KeyCount>();
        for (var kind : KeyKind.values()) {
            var keys = MultiTerms.getTerms(reader, IndexField.keysOf(kind.field()));
            if (keys == null) {
                continue;
            }
            var each = keys.iterator();
            for (var term = each.next(); term != null; term = each.next()) {
                var key = Terms.text(term);
                counts.add(new KeyCount(kind.spelled(key), each.docFreq(), examples(reader, kind.field(), key)));
            }
        }
        return counts;
    }

    private static List<String> examples(IndexReader reader, String field, String key) throws IOException {
        var examples = new ArrayList<String>();
        var prefix = Terms.prefix(key);
        var values = TermsWithPrefix.of(reader, field, prefix);
        for (var term = values.next(); term != null && examples.size() < EXAMPLES; term = values.next()) {
            examples.add(Terms.value(term, prefix));
        }
        return examples;
    }
}
