package dev.trawl.query.lucene;

import dev.trawl.index.IndexField;
import dev.trawl.index.Terms;
import dev.trawl.query.bind.ValueTest;
import dev.trawl.query.scan.SessionAssessments;
import dev.trawl.query.scan.Value;
import dev.trawl.query.scan.ValueMatcher;
import dev.trawl.trace.Assessment;
import dev.trawl.trace.MlflowKey;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Function;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;
import tools.jackson.databind.JsonNode;

/** Exact queries for the traces of sessions that have an assessment of their own. */
record SessionQueries(SessionAssessments sessions) {

    Candidates feedback(String name, ValueTest test) {
        return sessionsWith(
                name,
                test,
                judgement -> judgement instanceof Assessment.Feedback feedback
                        ? Optional.of(feedback.value())
                        : Optional.empty());
    }

    Candidates expectation(String name, ValueTest test) {
        return sessionsWith(
                name,
                test,
                judgement -> judgement instanceof Assessment.Expectation expectation
                        ? Optional.of(expectation.value())
                        : Optional.empty());
    }

    private Candidates sessionsWith(
            String name, ValueTest test, Function<Assessment.Judgement, Optional<JsonNode>> value) {
        var matcher = ValueMatcher.of(test);
        var terms = new ArrayList<BytesRef>();
        boolean tooLong = false;
        for (var session : sessions.all().entrySet()) {
            boolean matches = session.getValue().stream()
                    .filter(assessment ->
                            assessment.valid() && assessment.name().equals(name))
                    .flatMap(assessment -> value.apply(assessment.judgement()).stream())
                    .map(Value::ofAssessment)
                    .anyMatch(matcher);
            var term = Terms.pair(MlflowKey.SESSION, session.getKey());
            if (matches) {
                term.ifPresent(terms::add);
                tooLong |= term.isEmpty();
            }
        }
        if (tooLong) {
            return Candidates.anything();
        }
        return terms.isEmpty()
                ? Candidates.nothing()
                : Candidates.exactly(new TermInSetQuery(IndexField.METADATA, terms));
    }
}
