package dev.trawl.query.lucene;

import dev.trawl.index.IndexField;
import dev.trawl.index.Terms;
import dev.trawl.query.bind.ValueTest;
import dev.trawl.query.bind.ValueTest.Operand;
import dev.trawl.query.scan.Value;
import dev.trawl.query.scan.ValueMatcher;
import dev.trawl.query.text.WordNeedle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/**
 * Queries on a field of pairs ({@link IndexField}): exact, unless the index holds values of the key that were too long to
 * become terms; then the documents with such a value are candidates too.
 *
 * @param plainTexts whether a value is just the text that its term spells, so that equality is a term
 * @param valueOfTerm what a term spells; nothing if what is asked for is not in it
 * @param path to what {@code valueOfTerm} finds inside of a value; empty if it is the whole
 */
record PairQueries(
        IndexReader reader,
        String field,
        boolean plainTexts,
        Function<String, Optional<Value>> valueOfTerm,
        List<String> path) {

    PairQueries(IndexReader reader, String field, boolean plainTexts, Function<String, Optional<Value>> valueOfTerm) {
        this(reader, field, plainTexts, valueOfTerm, List.of());
    }

    Candidates hasValue(String key, ValueTest test) throws IOException {
        var terms = textsOf(test).map(texts -> equal(key, texts)).orElseGet(() -> tested(key, test));
        var tooLong = new Term(IndexField.longOf(field), Terms.of(key));
        return reader.docFreq(tooLong) == 0
                ? Candidates.exactly(terms)
                : new Candidates(Candidates.disjunction(List.of(terms, new TermQuery(tooLong))), terms);
    }

    Candidates hasKey(String key) {
        return Candidates.exactly(new TermQuery(new Term(IndexField.keysOf(field), Terms.of(key))));
    }

    /** Documents that hold something of the key, be it null; nothing if there are none. */
    Optional<Query> holders(String key) throws IOException {
        var holders = new ArrayList<Query>();
        for (var companion : List.of(IndexField.keysOf(field), IndexField.longOf(field))) {
            var term = new Term(companion, Terms.of(key));
            if (reader.docFreq(term) > 0) {
                holders.add(new TermQuery(term));
            }
        }
        return holders.isEmpty() ? Optional.empty() : Optional.of(Candidates.disjunction(holders));
    }

    private Query tested(String key, ValueTest test) {
        var beginning = beginning(test);
        return new TermTestQuery(
                field, Terms.prefix(key, beginning), termTest(test, beginning), new TestOfKey(key, path, test));
    }

    /** What stands at the beginning of every value that passes; so only terms with it have to be looked at. */
    private String beginning(ValueTest test) {
        if (!plainTexts || !(test instanceof ValueTest.Like like)) {
            return "";
        }
        var beginning = like.pattern().beginning();
        boolean isCut = !beginning.isEmpty() && Character.isHighSurrogate(beginning.charAt(beginning.length() - 1));
        return isCut ? beginning.substring(0, beginning.length() - 1) : beginning;
    }

    private TermTest termTest(ValueTest test, String beginning) {
        if (plainTexts
                && test instanceof ValueTest.Like like
                && like.pattern().contained().isPresent()) {
            return new TermTest.Containing(new WordNeedle(
                    like.pattern().contained().get(), like.pattern().ignoreCase()));
        }
        var matcher = ValueMatcher.of(test);
        return new TermTest.Passing(rest ->
                valueOfTerm.apply(beginning + Terms.text(rest)).filter(matcher).isPresent());
    }

    private record TestOfKey(String key, List<String> path, ValueTest test) {
        @Override
        public String toString() {
            return Stream.concat(Stream.of(key), path.stream()).collect(Collectors.joining(".", "", " " + test));
        }
    }

    private Query equal(String key, List<String> texts) {
        var terms = new ArrayList<BytesRef>();
        texts.forEach(text -> Terms.pair(key, text).ifPresent(terms::add));
        return terms.size() == 1 ? new TermQuery(new Term(field, terms.getFirst())) : new TermInSetQuery(field, terms);
    }

    /** The texts that a test accepts, if it accepts just some texts. */
    private Optional<List<String>> textsOf(ValueTest test) {
        if (!plainTexts) {
            return Optional.empty();
        }
        if (test instanceof ValueTest.Equals equals && textOnly(equals.operand())) {
            return equals.operand().text().map(List::of);
        }
        if (test instanceof ValueTest.OneOf oneOf && oneOf.operands().stream().allMatch(PairQueries::textOnly)) {
            return Optional.of(oneOf.operands().stream()
                    .flatMap(operand -> operand.text().stream())
                    .toList());
        }
        return Optional.empty();
    }

    private static boolean textOnly(Operand operand) {
        return operand.number().isEmpty();
    }
}
