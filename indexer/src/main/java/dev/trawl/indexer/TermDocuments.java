package dev.trawl.indexer;

import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** The documents of a term, ascending, in an array; nothing else is known of them. Not thread-safe. */
final class TermDocuments extends PostingsEnum {
    private int[] documents = {};
    private int begin;
    private int at;
    private int end;

    /** Goes in front of the first of those between two places in an array, which must not change. */
    void begin(int[] those, int from, int to) {
        documents = those;
        begin = from;
        at = from - 1;
        end = to;
    }

    @Override
    public int docID() {
        return at < begin ? -1 : at < end ? documents[at] : NO_MORE_DOCS;
    }

    @Override
    public int nextDoc() {
        at++;
        return docID();
    }

    @Override
    public int advance(int target) {
        int document = nextDoc();
        while (document < target) {
            document = nextDoc();
        }
        return document;
    }

    @Override
    public long cost() {
        return (long) end - begin;
    }

    @Override
    public int freq() {
        return 1;
    }

    @Override
    public int nextPosition() {
        return -1;
    }

    @Override
    public int startOffset() {
        return -1;
    }

    @Override
    public int endOffset() {
        return -1;
    }

    @Override
    public @Nullable BytesRef getPayload() {
        return null;
    }
}
