package dev.trawl.query.lucene;

import dev.trawl.index.IndexField;
import dev.trawl.query.bind.ValueTest;
import dev.trawl.query.bind.ValueTest.Operand;
import dev.trawl.query.text.Grams;
import dev.trawl.query.text.RequiredText;
import dev.trawl.trace.PythonJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import tools.jackson.databind.node.StringNode;

/**
 * Candidates for tests of span text: documents that have every gram which a match must contain. Never exact.
 *
 * @param ofPart whether the text is that of one attribute, which may be tested as the JSON that it is: that stands in the
 *     text of the whole span as a JSON text, with escapes
 */
record TextQueries(boolean ofPart) {

    Query candidates(ValueTest test) {
        return switch (test) {
            case ValueTest.Like like -> containing(like.pattern().texts());
            case ValueTest.Equals equals -> containing(texts(List.of(equals.operand())));
            case ValueTest.OneOf oneOf ->
                Disjunction.of(oneOf.operands().stream()
                        .map(operand -> containing(texts(List.of(operand))))
                        .distinct()
                        .toList());
            case ValueTest.Regex regex -> candidates(regex.pattern().required());
            case ValueTest.AllOf allOf ->
                Superset.allOf(allOf.tests().stream()
                                .map(inner -> Superset.atLeast(candidates(inner)))
                                .toList())
                        .query();
            case ValueTest.AnyOf anyOf ->
                Superset.anyOf(anyOf.tests().stream()
                                .map(inner -> Superset.atLeast(candidates(inner)))
                                .toList())
                        .query();
            case ValueTest.Not not -> MatchAllDocsQuery.INSTANCE;
            case ValueTest.Ordered ordered -> MatchAllDocsQuery.INSTANCE;
            case ValueTest.Anything anything -> MatchAllDocsQuery.INSTANCE;
        };
    }

    private Query candidates(RequiredText required) {
        return switch (required) {
            case RequiredText.Anything anything -> MatchAllDocsQuery.INSTANCE;
            case RequiredText.Contains contains -> containing(List.of(contains.text()));
            case RequiredText.AllOf all ->
                Superset.allOf(all.terms().stream()
                                .map(term -> Superset.atLeast(candidates(term)))
                                .toList())
                        .query();
            case RequiredText.AnyOf any ->
                Superset.anyOf(any.choices().stream()
                                .map(choice -> Superset.atLeast(candidates(choice)))
                                .toList())
                        .query();
        };
    }

    private static List<String> texts(List<Operand> operands) {
        return operands.stream().flatMap(operand -> operand.text().stream()).toList();
    }

    /** Documents whose text may contain all of the needles. */
    private Query containing(List<String> needles) {
        var escaped = needles.stream().map(TextQueries::escaped).toList();
        return !ofPart || escaped.equals(needles)
                ? together(needles)
                : Superset.anyOf(List.of(Superset.atLeast(together(needles)), Superset.atLeast(together(escaped))))
                        .query();
    }

    /** The needle as it stands inside a JSON text. */
    private static String escaped(String needle) {
        var json = PythonJson.readable(StringNode.valueOf(needle));
        return json.substring(1, json.length() - 1);
    }

    private static Query together(List<String> needles) {
        Set<BytesRef> grams =
                needles.stream().flatMap(needle -> Grams.of(needle).stream()).collect(Collectors.toSet());
        var queries = new ArrayList<Superset>();
        grams.forEach(gram -> queries.add(Superset.atLeast(new TermQuery(new Term(IndexField.TEXT_GRAMS, gram)))));
        if (grams.isEmpty()) {
            needles.stream()
                    .filter(needle -> !needle.isEmpty())
                    .map(needle -> new PrefixQuery(new Term(IndexField.TEXT_GRAMS, Grams.prefix(needle))))
                    .forEach(query -> queries.add(Superset.atLeast(query)));
        }
        return Superset.allOf(queries).query();
    }
}
