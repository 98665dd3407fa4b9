package dev.trawl.query.lucene;

import dev.trawl.index.IndexField;
import dev.trawl.index.Terms;
import dev.trawl.query.bind.Condition;
import dev.trawl.query.bind.SpanCondition;
import dev.trawl.query.bind.SpanField;
import dev.trawl.query.bind.TraceField;
import dev.trawl.query.bind.ValueTest;
import dev.trawl.query.scan.SessionAssessments;
import dev.trawl.query.scan.Value;
import dev.trawl.query.scan.ValueMatcher;
import dev.trawl.trace.PythonJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/**
 * Compiles a condition to queries for the documents that may satisfy it and for those that do so for certain. Queries only
 * filter; they never score.
 *
 * <p>Exactness is never guessed: a part is exact when it is decided on the very values that the index holds, by the same
 * predicate that would check the stored trace.
 */
final class LuceneCompiler {
    private final IndexReader reader;
    private final SessionQueries sessions;
    private final Effort effort;

    private LuceneCompiler(IndexReader reader, SessionAssessments sessions, Effort effort) {
        this.reader = reader;
        this.sessions = new SessionQueries(sessions);
        this.effort = effort;
    }

    /**
     * Compiles a condition for an index.
     *
     * @param reader tells which values the index could not hold as terms
     * @param sessions the session-level assessments of the traces that are searched
     */
    static Candidates compile(Condition condition, IndexReader reader, SessionAssessments sessions, Effort effort)
            throws IOException {
        return new LuceneCompiler(reader, sessions, effort).compile(condition);
    }

    private Candidates compile(Condition condition) throws IOException {
        return switch (condition) {
            case Condition.AllOf allOf -> Candidates.allOf(compiled(allOf.terms()));
            case Condition.AnyOf anyOf ->
                anyOf.terms().isEmpty() ? Candidates.nothing() : Candidates.anyOf(compiled(anyOf.terms()));
            case Condition.Not not -> compile(not.term()).inverted();
            case Condition.HasValue hasValue -> hasValue(hasValue.field(), hasValue.test());
            case Condition.Missing missing ->
                hasValue(missing.field(), new ValueTest.Anything()).inverted();
            case Condition.SomeSpan someSpan -> someSpan(someSpan.condition());
        };
    }

    private List<Candidates> compiled(List<Condition> terms) throws IOException {
        var compiled = new ArrayList<Candidates>(terms.size());
        for (var term : terms) {
            compiled.add(compile(term));
        }
        return compiled;
    }

    private Candidates hasValue(TraceField field, ValueTest test) throws IOException {
        return switch (field) {
            case TraceField.Tag tag -> text(IndexField.TAG, tag.key(), test);
            case TraceField.Metadata metadata -> text(IndexField.METADATA, metadata.key(), test);
            case TraceField.Feedback feedback ->
                Candidates.anyOf(List.of(
                        assessed(IndexField.FEEDBACK, feedback.name(), test),
                        sessions.feedback(feedback.name(), test)));
            case TraceField.Expectation expectation ->
                Candidates.anyOf(List.of(
                        assessed(IndexField.EXPECTATION, expectation.name(), test),
                        sessions.expectation(expectation.name(), test)));
            case TraceField.Attribute attribute -> attribute(attribute, test);
        };
    }

    private Candidates attribute(TraceField.Attribute attribute, ValueTest test) throws IOException {
        var indexed = IndexedAttribute.of(attribute);
        return switch (indexed.form()) {
            case ID, TERMS -> plain(indexed.field(), test);
            case PAIR -> text(indexed.field(), indexed.key(), test);
            case WHOLE_NUMBER -> new NumberQueries(indexed.field()).hasValue(test);
            case MOSTLY_WHOLE_NUMBER -> mostlyWhole(indexed.field(), test);
            case DOUBLE, STORED -> Candidates.anything();
        };
    }

    /** A field of whole numbers; a trace with another number is a candidate. */
    private Candidates mostlyWhole(String field, ValueTest test) throws IOException {
        var whole = new NumberQueries(field).hasValue(test);
        var other = new Term(IndexField.longOf(field), new BytesRef());
        return reader.docFreq(other) == 0
                ? whole
                : Candidates.anyOf(List.of(whole, Candidates.atLeast(new TermQuery(other))));
    }

    private Candidates text(String field, String key, ValueTest test) throws IOException {
        return pair(new PairQueries(reader, field, true, text -> Optional.of(Value.text(text))), key, test);
    }

    private Candidates assessed(String field, String name, ValueTest test) throws IOException {
        var values = new PairQueries(
                reader, field, false, json -> Optional.of(Value.ofAssessment(PythonJson.parseOrText(json))));
        return pair(values, name, test);
    }

    private static Candidates pair(PairQueries pairs, String key, ValueTest test) throws IOException {
        return test instanceof ValueTest.Anything ? pairs.hasKey(key) : pairs.hasValue(key, test);
    }

    /**
     * An attribute of some span: exact, as a test of one attribute is about one span. A trace that has an attribute of an
     * earlier reading may have it in the very span of which a later reading passes.
     */
    private Candidates spanAttribute(SpanField.Keyed keyed, ValueTest test) throws IOException {
        var any = new ArrayList<Candidates>();
        var earlier = new ArrayList<Candidates>();
        for (var reading : keyed.readings()) {
            var passing = spanAttribute(reading, test);
            any.add(
                    earlier.isEmpty()
                            ? passing
                            : Candidates.allOf(
                                    List.of(passing, Candidates.anyOf(earlier).inverted())));
            ofAttributes(List.of())
                    .holders(reading.key())
                    .map(Candidates::atLeast)
                    .ifPresent(earlier::add);
        }
        return Candidates.anyOf(any);
    }

    private Candidates spanAttribute(SpanField.Reading reading, ValueTest test) throws IOException {
        if (reading.path().isEmpty()) {
            return pair(ofAttributes(List.of()), reading.key(), test);
        }
        if (membersTell(reading)) {
            var member = Terms.keyOfMember(reading.key(), reading.path().getFirst());
            return new PairQueries(reader, IndexField.SPAN_MEMBER, false, LuceneCompiler::value).hasValue(member, test);
        }
        return ofAttributes(reading.path()).hasValue(reading.key(), test);
    }

    private PairQueries ofAttributes(List<String> path) {
        return new PairQueries(reader, IndexField.SPAN_ATTRIBUTE, false, json -> Value.inAttribute(json, path), path);
    }

    private static Optional<Value> value(String json) {
        return Value.inAttribute(json, List.of());
    }

    /** Whether all that attributes have where a path leads stands among the members. */
    private boolean membersTell(SpanField.Reading reading) throws IOException {
        return reading.path().size() == 1
                && reader.docFreq(new Term(IndexField.longOf(IndexField.SPAN_MEMBER), Terms.of(reading.key()))) == 0;
    }

    /** A field whose terms are the values themselves; of a value too long for a term, only equality is decided. */
    private Candidates plain(String field, ValueTest test) throws IOException {
        if (test instanceof ValueTest.Equals equals && equals.operand().text().isPresent()) {
            return Candidates.exactly(new TermQuery(
                    new Term(field, Terms.of(equals.operand().text().get()))));
        }
        var matcher = ValueMatcher.of(test);
        var terms = new TermTestQuery(
                field, new BytesRef(), new TermTest.Passing(term -> matcher.test(Value.text(Terms.text(term)))), test);
        var tooLong = new Term(IndexField.longOf(field), new BytesRef());
        return reader.docFreq(tooLong) == 0
                ? Candidates.exactly(terms)
                : new Candidates(Candidates.disjunction(List.of(terms, new TermQuery(tooLong))), terms);
    }

    private Candidates someSpan(SpanCondition condition) throws IOException {
        if (SpanKinds.decide(condition)) {
            return SpanKinds.matching(condition, reader);
        }
        if (condition instanceof SpanCondition.HasValue hasValue && hasValue.field() instanceof SpanField.Keyed keyed) {
            return spanAttribute(keyed, hasValue.test());
        }
        if (condition instanceof SpanCondition.AnyOf anyOf) {
            var any = new ArrayList<Candidates>();
            for (var term : anyOf.terms()) {
                any.add(someSpan(term));
            }
            return Candidates.anyOf(any);
        }
        if (condition instanceof SpanCondition.HasValue hasValue && hasValue.field() == SpanField.Attribute.CONTENT) {
            return Candidates.allOf(List.of(Candidates.exactly(hasSpans()), text(hasValue.test())));
        }
        return Candidates.atLeast(Candidates.conjunction(List.of(hasSpans(), candidates(condition))));
    }

    private Candidates text(ValueTest test) throws IOException {
        return new TextQueries(reader, effort, false).candidates(test);
    }

    private static Query hasSpans() {
        return new TermQuery(new Term(IndexField.HAS, Terms.of(IndexField.SPANS_PART)));
    }

    /** Documents of which some span may satisfy the condition, were each of its parts about a span of its own. */
    private Query candidates(SpanCondition condition) throws IOException {
        if (SpanKinds.decide(condition)) {
            return SpanKinds.matching(condition, reader).possible();
        }
        return switch (condition) {
            case SpanCondition.AllOf allOf -> Candidates.conjunction(candidates(allOf.terms()));
            case SpanCondition.AnyOf anyOf -> Candidates.disjunction(candidates(anyOf.terms()));
            case SpanCondition.OfTrace ofTrace -> compile(ofTrace.condition()).possible();
            case SpanCondition.Missing missing -> hasSpans();
            case SpanCondition.HasValue hasValue -> candidates(hasValue.field(), hasValue.test());
        };
    }

    private List<Query> candidates(List<SpanCondition> terms) throws IOException {
        var candidates = new ArrayList<Query>(terms.size());
        for (var term : terms) {
            candidates.add(candidates(term));
        }
        return candidates;
    }

    private Query candidates(SpanField field, ValueTest test) throws IOException {
        return switch (field) {
            case SpanField.Keyed keyed -> spanAttribute(keyed, test).possible();
            case SpanField.Attribute attribute ->
                switch (attribute) {
                    case CONTENT, EVENTS -> text(test).possible();
                    case INPUTS, OUTPUTS ->
                        new TextQueries(reader, effort, true).candidates(test).possible();
                    case NAME, TYPE, STATUS, ID, PARENT_ID, MODEL, DURATION_MS, START_MS -> hasSpans();
                };
        };
    }
}
