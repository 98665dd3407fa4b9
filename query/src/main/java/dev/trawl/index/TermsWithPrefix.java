package dev.trawl.index;

import java.io.IOException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefIterator;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;

/**
 * Walks the terms of a dictionary that begin with a prefix, in the order of their bytes. The dictionary stands at the term
 * that was handed out last, for its postings to be asked for. Not thread-safe.
 */
public final class TermsWithPrefix implements BytesRefIterator {
    private final TermsEnum dictionary;
    private final BytesRef prefix;
    private boolean begun;

    /**
     * A walk.
     *
     * @param dictionary is moved by it
     */
    public TermsWithPrefix(TermsEnum dictionary, BytesRef prefix) {
        this.dictionary = dictionary;
        this.prefix = prefix;
    }

    /** A walk through the terms that a field has in all segments together. */
    public static TermsWithPrefix of(IndexReader reader, String field, BytesRef prefix) throws IOException {
        var terms = MultiTerms.getTerms(reader, field);
        return new TermsWithPrefix(terms == null ? TermsEnum.EMPTY : terms.iterator(), prefix);
    }

    /** The next term, valid until the next call; null behind the last one. */
    @Override
    public @Nullable BytesRef next() throws IOException {
        var term = begun ? dictionary.next() : first();
        begun = true;
        return term != null && StringHelper.startsWith(term, prefix) ? term : null;
    }

    private @Nullable BytesRef first() throws IOException {
        return dictionary.seekCeil(prefix) == TermsEnum.SeekStatus.END ? null : dictionary.term();
    }
}
