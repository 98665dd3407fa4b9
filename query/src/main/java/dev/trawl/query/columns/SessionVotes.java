package dev.trawl.query.columns;

import dev.trawl.index.IndexField;
import dev.trawl.index.Terms;
import dev.trawl.index.TraceLookup;
import dev.trawl.query.scan.SessionAssessments;
import dev.trawl.trace.Assessment;
import dev.trawl.trace.MlflowKey;
import dev.trawl.trace.PythonJson;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.SparseFixedBitSet;
import tools.jackson.databind.JsonNode;

/**
 * Which traces an assessment of their session counts for: the terms of such assessments, with documents that have them
 * though their own terms do not say so.
 *
 * @param pairs by field
 * @param keys by field, for the companion of keys
 */
public record SessionVotes(
        Map<String, Map<BytesRef, SparseFixedBitSet>> pairs, Map<String, Map<BytesRef, SparseFixedBitSet>> keys) {

    public static SessionVotes of(IndexReader reader, SessionAssessments sessions, CountWatch watch)
            throws IOException {
        var votes = new SessionVotes(new HashMap<>(), new HashMap<>());
        for (var session : sessions.all().entrySet()) {
            watch.goesOn();
            votes.add(documents(reader, session.getKey()), session.getValue());
        }
        return votes;
    }

    Map<BytesRef, SparseFixedBitSet> pairsOf(String field) {
        return pairs.getOrDefault(field, Map.of());
    }

    Map<BytesRef, SparseFixedBitSet> keysOf(String field) {
        return keys.getOrDefault(field, Map.of());
    }

    private void add(SparseFixedBitSet documents, List<Assessment> assessments) throws IOException {
        for (var assessment : assessments) {
            if (assessment.valid()) {
                switch (assessment.judgement()) {
                    case Assessment.Feedback feedback ->
                        add(IndexField.FEEDBACK, assessment.name(), feedback.value(), documents);
                    case Assessment.Expectation expectation ->
                        add(IndexField.EXPECTATION, assessment.name(), expectation.value(), documents);
                    case Assessment.Issue issue -> {}
                    case Assessment.Other unknown -> {}
                }
            }
        }
    }

    private void add(String field, String name, JsonNode value, SparseFixedBitSet documents) throws IOException {
        var pair = Terms.pair(name, PythonJson.readable(value));
        if (pair.isPresent()) {
            add(pairs, field, pair.get(), documents);
        }
        add(keys, field, Terms.of(name), documents);
    }

    private static void add(
            Map<String, Map<BytesRef, SparseFixedBitSet>> fields,
            String field,
            BytesRef term,
            SparseFixedBitSet documents)
            throws IOException {
        var all = fields.computeIfAbsent(field, name -> new HashMap<>())
                .computeIfAbsent(term, name -> new SparseFixedBitSet(documents.length()));
        all.or(new BitSetIterator(documents, documents.approximateCardinality()));
    }

    /** The traces of a session, replaced ones included. */
    private static SparseFixedBitSet documents(IndexReader reader, String session) throws IOException {
        var term = Terms.pair(MlflowKey.SESSION, session);
        var all = new SparseFixedBitSet(reader.maxDoc());
        var postings = term.isPresent()
                ? MultiTerms.getTermPostingsEnum(reader, IndexField.METADATA, term.get(), PostingsEnum.NONE)
                : MultiTerms.getTermPostingsEnum(
                        reader, IndexField.longOf(IndexField.METADATA), Terms.of(MlflowKey.SESSION), PostingsEnum.NONE);
        if (postings == null) {
            return all;
        }
        for (int document = postings.nextDoc();
                document != DocIdSetIterator.NO_MORE_DOCS;
                document = postings.nextDoc()) {
            if (term.isPresent() || Optional.of(session).equals(sessionOf(reader, document))) {
                all.set(document);
            }
        }
        return all;
    }

    private static Optional<String> sessionOf(IndexReader reader, int document) throws IOException {
        var segment = reader.leaves().get(ReaderUtil.subIndex(document, reader.leaves()));
        return TraceLookup.open(segment, document - segment.docBase).info().session();
    }
}
