package dev.trawl.indexer;

import java.io.IOException;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.AttributeImpl;
import org.apache.lucene.util.AttributeReflector;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefIterator;

/** Many terms as one field: which documents have a term, not how often or where. */
final class TermsField extends Field {
    private static final FieldType DOCUMENTS_ONLY = documentsOnly();

    private final BytesRefIterator terms;

    /**
     * A field.
     *
     * @param terms read once; each needs to be valid until the next one only
     */
    TermsField(String name, BytesRefIterator terms) {
        super(name, DOCUMENTS_ONLY);
        this.terms = terms;
    }

    private static FieldType documentsOnly() {
        var type = new FieldType();
        type.setIndexOptions(IndexOptions.DOCS);
        type.setOmitNorms(true);
        type.freeze();
        return type;
    }

    @Override
    public TokenStream tokenStream(Analyzer analyzer, TokenStream reuse) {
        return new TermStream(terms);
    }

    private static final class TermStream extends TokenStream {
        private final CurrentTerm current = new CurrentTerm();
        private final BytesRefIterator terms;

        TermStream(BytesRefIterator terms) {
            this.terms = terms;
            addAttributeImpl(current);
        }

        @Override
        public boolean incrementToken() throws IOException {
            var next = terms.next();
            if (next == null) {
                return false;
            }
            current.term = next;
            return true;
        }
    }

    /** Lucene reads the current term by this interface. */
    static final class CurrentTerm extends AttributeImpl implements TermToBytesRefAttribute {
        private BytesRef term = new BytesRef();

        @Override
        public BytesRef getBytesRef() {
            return term;
        }

        @Override
        public void clear() {
            term = new BytesRef();
        }

        @Override
        public void reflectWith(AttributeReflector reflector) {
            reflector.reflect(TermToBytesRefAttribute.class, "bytes", term);
        }

        @Override
        public void copyTo(AttributeImpl target) {
            ((CurrentTerm) target).term = BytesRef.deepCopyOf(term);
        }
    }
}
