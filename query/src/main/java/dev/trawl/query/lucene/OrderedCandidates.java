package dev.trawl.query.lucene;

import dev.trawl.query.SortPosition;
import java.io.IOException;
import java.util.List;

/** Candidates in the order asked for, handed out as far as someone needs them. */
interface OrderedCandidates {
    /** How many there are, at most. */
    long size();

    /** The next ones, fewer than asked for only at the end. */
    List<Candidate> next(int count) throws IOException;

    /** Where a candidate that was handed out stands in the order. */
    SortPosition position(Candidate candidate) throws IOException;
}
