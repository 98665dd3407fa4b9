package dev.trawl.indexer;

import dev.trawl.index.IndexField;
import dev.trawl.query.text.Grams;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.AttributeImpl;
import org.apache.lucene.util.AttributeReflector;
import org.apache.lucene.util.BytesRef;

/** The grams of a trace's text as one field: which documents have a gram, not how often or where. */
final class GramsField extends Field {
    private static final FieldType DOCUMENTS_ONLY = documentsOnly();

    private final long[] grams;

    GramsField(long[] grams) {
        super(IndexField.TEXT_GRAMS, DOCUMENTS_ONLY);
        this.grams = grams;
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
        return new GramStream(grams);
    }

    private static final class GramStream extends TokenStream {
        private final GramAttribute attribute;
        private final long[] grams;
        private int next;

        GramStream(long[] grams) {
            this.grams = grams;
            this.attribute = new GramAttribute();
            addAttributeImpl(attribute);
        }

        @Override
        public boolean incrementToken() {
            if (next == grams.length) {
                return false;
            }
            attribute.term = Grams.term(grams[next++]);
            return true;
        }

        @Override
        public void reset() {
            next = 0;
        }
    }

    /** The current gram; Lucene reads it by this interface. */
    static final class GramAttribute extends AttributeImpl implements TermToBytesRefAttribute {
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
            ((GramAttribute) target).term = BytesRef.deepCopyOf(term);
        }
    }
}
