package dev.trawl.query.lucene;

import dev.trawl.index.IndexField;
import dev.trawl.index.Terms;
import dev.trawl.index.TermsWithPrefix;
import dev.trawl.query.bind.LikePattern;
import dev.trawl.query.bind.RegexPattern;
import dev.trawl.query.bind.ValueTest;
import dev.trawl.query.bind.ValueTest.Operand;
import dev.trawl.query.text.CaseFolding;
import dev.trawl.query.text.Grams;
import dev.trawl.query.text.Joints;
import dev.trawl.query.text.RequiredText;
import dev.trawl.query.text.WordNeedle;
import dev.trawl.query.text.Words;
import dev.trawl.trace.PythonJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/**
 * Finds the documents of which some span's text may pass a test, by the grams, joints and words it must have.
 *
 * @param ofPart whether the text is that of one attribute, which may be tested as the JSON that it is: that stands in the
 *     text of the whole span as a JSON text, with escapes
 */
record TextQueries(IndexReader reader, Effort effort, boolean ofPart) {
    /** Terms under a prefix that are still looked up in a quick search. */
    private static final int FEW_TERMS = 1 << 14;

    private static final int GRAM = 3;

    Candidates candidates(ValueTest test) throws IOException {
        return switch (test) {
            case ValueTest.Like like -> like(like.pattern());
            case ValueTest.Equals equals -> containing(texts(equals.operand()));
            case ValueTest.OneOf oneOf -> {
                var any = new ArrayList<Candidates>();
                for (var operand : oneOf.operands()) {
                    any.add(containing(texts(operand)));
                }
                yield Candidates.anyOf(any);
            }
            case ValueTest.Regex regex -> regex(regex.pattern());
            case ValueTest.AllOf allOf ->
                Candidates.allOf(candidates(allOf.tests())).uncertain();
            case ValueTest.AnyOf anyOf -> Candidates.anyOf(candidates(anyOf.tests()));
            case ValueTest.Not not -> Candidates.anything();
            case ValueTest.Ordered ordered -> Candidates.anything();
            case ValueTest.Anything anything -> Candidates.anything();
        };
    }

    private List<Candidates> candidates(List<ValueTest> tests) throws IOException {
        var candidates = new ArrayList<Candidates>();
        for (var test : tests) {
            candidates.add(candidates(test));
        }
        return candidates;
    }

    private Candidates regex(RegexPattern pattern) throws IOException {
        var literals = pattern.literals();
        if (literals.isEmpty()) {
            return new Candidates(having(pattern.required()).possible(), havingPhraseThat(pattern));
        }
        var any = new ArrayList<Candidates>();
        for (var text : literals.get()) {
            any.add(containing(text, false));
        }
        return Candidates.anyOf(any);
    }

    /** Documents whose text has what a match must contain. */
    private Candidates having(RequiredText required) throws IOException {
        return switch (required) {
            case RequiredText.Anything anything -> Candidates.anything();
            case RequiredText.Contains contains -> containing(contains.text(), true);
            case RequiredText.AllOf all -> Candidates.allOf(having(all.terms()));
            case RequiredText.AnyOf any -> Candidates.anyOf(having(any.choices()));
        };
    }

    private List<Candidates> having(List<RequiredText> required) throws IOException {
        var candidates = new ArrayList<Candidates>();
        for (var text : required) {
            candidates.add(having(text));
        }
        return candidates;
    }

    private static List<String> texts(Operand operand) {
        return operand.text().stream().toList();
    }

    private Candidates like(LikePattern pattern) throws IOException {
        var needle = pattern.contained();
        return needle.isPresent() ? containing(needle.get(), pattern.ignoreCase()) : containing(pattern.texts());
    }

    /** Documents whose text may contain all of the needles, in whatever case. */
    private Candidates containing(List<String> needles) throws IOException {
        var all = new ArrayList<Candidates>();
        for (var needle : needles) {
            all.add(containing(needle, true).uncertain());
        }
        return all.isEmpty() ? Candidates.anything() : Candidates.allOf(all);
    }

    /** Documents whose text contains the needle. */
    private Candidates containing(String needle, boolean ignoreCase) throws IOException {
        var escaped = escaped(needle);
        return ofPart && !escaped.equals(needle)
                ? Candidates.anyOf(List.of(standing(needle, ignoreCase), standing(escaped, ignoreCase)))
                : standing(needle, ignoreCase);
    }

    /** The needle as it stands inside a JSON text. */
    private static String escaped(String needle) {
        var json = PythonJson.readable(needle);
        return json.substring(1, json.length() - 1);
    }

    private Candidates standing(String needle, boolean ignoreCase) throws IOException {
        int codePoints = needle.codePointCount(0, needle.length());
        if (codePoints == 0) {
            return Candidates.anything();
        }
        boolean isExact = Grams.areExact(needle, ignoreCase);
        boolean standsInsideWords = Words.standsInsideWords(needle);
        if (effort == Effort.THOROUGH && standsInsideWords && (codePoints < GRAM || !isExact)) {
            return byWords(needle, ignoreCase);
        }
        if (effort == Effort.QUICK && codePoints < GRAM && !fewTermsUnder(Grams.beginnings(needle, ignoreCase))) {
            return Candidates.anything();
        }
        var byGrams = byGramsAndJoints(needle, ignoreCase);
        return isExact
                ? Candidates.exactly(byGrams)
                : new Candidates(
                        byGrams, standsInsideWords ? isWord(needle, ignoreCase) : havingPhraseWith(needle, ignoreCase));
    }

    /** Documents with the needle as a whole word, in some of its spellings. */
    private static Query isWord(String needle, boolean ignoreCase) {
        return Candidates.disjunction((ignoreCase ? CaseFolding.spellings(needle) : Set.of(needle))
                .stream()
                        .map(word -> (Query) new TermQuery(new Term(IndexField.TEXT_WORDS, Terms.of(word))))
                        .toList());
    }

    /** Documents with a common phrase that contains the needle. A digit in a phrase is any digit, so that none in the needle is for certain. */
    private Query havingPhraseWith(String needle, boolean ignoreCase) {
        return needle.codePoints().anyMatch(Grams::isDigit)
                ? MatchNoDocsQuery.INSTANCE
                : havingPhrase(
                        new TermTest.Containing(new WordNeedle(needle, ignoreCase)), meaning(needle, ignoreCase));
    }

    /**
     * Documents with a common phrase in which the pattern is found. None in a quick search: each phrase is looked at for that, and there
     * may be little to check.
     */
    private Query havingPhraseThat(RegexPattern pattern) {
        return effort == Effort.THOROUGH && pattern.ignoresDigitsAndEnds()
                ? havingPhrase(
                        new TermTest.Passing(
                                phrase -> pattern.find(phrase.bytes, phrase.offset, phrase.offset + phrase.length)),
                        pattern)
                : MatchNoDocsQuery.INSTANCE;
    }

    private Query havingPhrase(TermTest test, Object meaning) {
        boolean anyPhrases = reader.leaves().stream()
                .anyMatch(segment -> segment.reader().getFieldInfos().fieldInfo(IndexField.TEXT_PHRASES) != null);
        return anyPhrases
                ? new TermTestQuery(IndexField.TEXT_PHRASES, new BytesRef(), test, meaning)
                : MatchNoDocsQuery.INSTANCE;
    }

    private static String meaning(String needle, boolean ignoreCase) {
        return (ignoreCase ? "contains, in any case, " : "contains ") + needle;
    }

    /** Only where a text has runs of letters that are no words, there may be more than the words tell. */
    private Candidates byWords(String needle, boolean ignoreCase) throws IOException {
        var inside = new WordNeedle(needle, ignoreCase);
        var words = new TermTestQuery(
                IndexField.TEXT_WORDS, new BytesRef(), new TermTest.Containing(inside), meaning(needle, ignoreCase));
        var longWords = new Term(IndexField.HAS, Terms.of(IndexField.LONG_WORDS_PART));
        if (reader.docFreq(longWords) == 0) {
            return Candidates.exactly(words);
        }
        var elsewhere = Candidates.conjunction(List.of(byGramsAndJoints(needle, ignoreCase), new TermQuery(longWords)));
        return new Candidates(Candidates.disjunction(List.of(words, elsewhere)), words);
    }

    private static Query byGramsAndJoints(String needle, boolean ignoreCase) {
        var terms = new ArrayList<Query>();
        Grams.of(needle, ignoreCase).forEach(choices -> terms.add(oneOf(IndexField.TEXT_GRAMS, choices)));
        Joints.of(needle).forEach(choices -> terms.add(oneOf(IndexField.TEXT_JOINTS, choices)));
        var beginnings = Grams.beginnings(needle, ignoreCase);
        if (!beginnings.isEmpty()) {
            terms.add(Candidates.disjunction(beginnings.stream()
                    .map(beginning -> (Query) new TermTestQuery(
                            IndexField.TEXT_GRAMS, beginning, new TermTest.Any(), Grams.text(beginning) + "…"))
                    .toList()));
        }
        return Candidates.conjunction(terms);
    }

    private static Query oneOf(String field, Set<BytesRef> choices) {
        return Candidates.disjunction(choices.stream()
                .map(term -> (Query) new TermQuery(new Term(field, term)))
                .toList());
    }

    private boolean fewTermsUnder(Set<BytesRef> prefixes) throws IOException {
        int terms = 0;
        for (var segment : reader.leaves()) {
            var grams = org.apache.lucene.index.Terms.getTerms(segment.reader(), IndexField.TEXT_GRAMS)
                    .iterator();
            for (var prefix : prefixes) {
                terms += count(new TermsWithPrefix(grams, prefix), FEW_TERMS + 1 - terms);
                if (terms > FEW_TERMS) {
                    return false;
                }
            }
        }
        return true;
    }

    private static int count(TermsWithPrefix terms, int most) throws IOException {
        int count = 0;
        while (count < most && terms.next() != null) {
            count++;
        }
        return count;
    }
}
