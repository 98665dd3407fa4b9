package dev.trawl.query.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;

/** Walks the candidates of one segment in the order of the index: newest first, then by id. */
final class SegmentCandidates {
    private final LeafReaderContext segment;
    private final DocIdSetIterator possible;
    private final Optional<DocIdSetIterator> certain;

    private SegmentCandidates(
            LeafReaderContext segment, DocIdSetIterator possible, Optional<DocIdSetIterator> certain) {
        this.segment = segment;
        this.possible = possible;
        this.certain = certain;
    }

    /** For each segment, the work of opening its candidates, for which dictionaries may have to be walked. */
    static List<Callable<Optional<SegmentCandidates>>> of(IndexSearcher searcher, Candidates candidates)
            throws IOException {
        var possible = weight(searcher, candidates.possible());
        var certain = candidates.exact() ? possible : weight(searcher, candidates.certain());
        var openings = new ArrayList<Callable<Optional<SegmentCandidates>>>();
        for (var segment : searcher.getIndexReader().leaves()) {
            openings.add(() -> {
                var documents = possible.scorer(segment);
                if (documents == null) {
                    return Optional.empty();
                }
                if (candidates.exact()) {
                    return Optional.of(new SegmentCandidates(segment, documents.iterator(), Optional.empty()));
                }
                var sure = certain.scorer(segment);
                return Optional.of(new SegmentCandidates(
                        segment,
                        documents.iterator(),
                        Optional.of(sure == null ? DocIdSetIterator.empty() : sure.iterator())));
            });
        }
        return openings;
    }

    /**
     * The candidates of all segments that have to be checked.
     *
     * @param most how many there may be
     * @param certain takes those that need no check
     * @return nothing if there are more
     */
    static Optional<List<Candidate>> uncertain(List<SegmentCandidates> segments, long most, Consumer<Candidate> certain)
            throws IOException {
        var uncertain = new ArrayList<Candidate>();
        for (var segment : segments) {
            for (int document = segment.advance(0);
                    document != DocIdSetIterator.NO_MORE_DOCS;
                    document = segment.advance(document + 1)) {
                var candidate = segment.current();
                if (candidate.certain()) {
                    certain.accept(candidate);
                } else if (uncertain.size() < most) {
                    uncertain.add(candidate);
                } else {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(uncertain);
    }

    private static Weight weight(IndexSearcher searcher, Query query) throws IOException {
        return searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
    }

    LeafReaderContext segment() {
        return segment;
    }

    /** Documents that there are at most. */
    long cost() {
        return possible.cost();
    }

    /** The next document that is not deleted, at or behind a number; {@link DocIdSetIterator#NO_MORE_DOCS} at the end. */
    int advance(int from) throws IOException {
        if (possible.docID() == DocIdSetIterator.NO_MORE_DOCS) {
            return DocIdSetIterator.NO_MORE_DOCS;
        }
        var alive = segment.reader().getLiveDocs();
        int document = possible.docID() < from ? possible.advance(from) : possible.docID();
        while (document != DocIdSetIterator.NO_MORE_DOCS && alive != null && !alive.get(document)) {
            document = possible.nextDoc();
        }
        return document;
    }

    /** The candidate that {@link #advance} has come to. */
    Candidate current() throws IOException {
        int document = possible.docID();
        return new Candidate(segment, document, isCertain(document));
    }

    /** All that are left. */
    List<Candidate> all() throws IOException {
        var all = new ArrayList<Candidate>();
        for (int document = advance(0); document != DocIdSetIterator.NO_MORE_DOCS; document = advance(document + 1)) {
            all.add(current());
        }
        return all;
    }

    private boolean isCertain(int document) throws IOException {
        if (certain.isEmpty()) {
            return true;
        }
        var sure = certain.get();
        return (sure.docID() < document ? sure.advance(document) : sure.docID()) == document;
    }
}
