package dev.trawl.query.lucene;

import dev.trawl.index.IndexField;
import dev.trawl.index.Terms;
import dev.trawl.query.KeyCount;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

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
        var terms = Optional.ofNullable(MultiTerms.getTerms(reader, field));
        var prefix = Terms.prefix(key);
        if (terms.isPresent()) {
            var values = terms.get().iterator();
            if (values.seekCeil(prefix) != TermsEnum.SeekStatus.END) {
                for (BytesRef term = values.term();
                        term != null && examples.size() < EXAMPLES && StringHelper.startsWith(term, prefix);
                        term = values.next()) {
                    examples.add(Terms.value(term, prefix));
                }
            }
        }
        return examples;
    }
}
