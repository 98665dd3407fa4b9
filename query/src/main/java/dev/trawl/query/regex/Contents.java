package dev.trawl.query.regex;

import dev.trawl.query.text.RequiredText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of every text that a part of a pattern matches, without regard to case. Parts are joined as in Russ Cox,
 * "Regular Expression Matching with a Trigram Index" (2012), but texts are kept as long as they are.
 *
 * @param whole all the texts there are, if they are few
 * @param beginnings what they begin with; the empty text, if nothing is known
 * @param ends what they end with
 * @param inner what else they contain, in the order of the pattern; needs not say what {@code whole} says
 */
record Contents(Optional<TextSet> whole, TextSet beginnings, TextSet ends, Set<RequiredText> inner) {
    /** Once a repetition is too long to be kept whole, a few more say all that there is where two meet. */
    private static final int TELLING = 3;

    static final Contents EMPTY = of(TextSet.EMPTY_TEXT);
    static final Contents UNKNOWN = new Contents(Optional.empty(), TextSet.EMPTY_TEXT, TextSet.EMPTY_TEXT, Set.of());

    static Contents of(TextSet whole) {
        return new Contents(Optional.of(whole), whole, whole, Set.of());
    }

    RequiredText required() {
        return RequiredText.allOf(terms());
    }

    private Set<RequiredText> terms() {
        var terms = new LinkedHashSet<>(inner);
        whole.ifPresent(texts -> terms.add(texts.required()));
        return terms;
    }

    Contents followedBy(Contents next) {
        var both = whole.flatMap(texts -> next.whole.flatMap(texts::followedBy));
        if (both.isPresent()) {
            return of(both.get());
        }
        var contained = new LinkedHashSet<>(terms());
        contained.addAll(ends.meeting(next.beginnings));
        contained.addAll(next.terms());
        return new Contents(
                Optional.empty(),
                whole.map(texts -> texts.continuedBy(next.beginnings)).orElse(beginnings),
                next.whole.map(texts -> texts.precededBy(ends)).orElse(next.ends),
                contained);
    }

    /** One after the other. Whole ones are joined first, so that a run of letters is one text. */
    static Contents sequence(List<Contents> parts) {
        var all = EMPTY;
        var run = EMPTY;
        for (var part : parts) {
            var longer = run.followedBy(part);
            if (longer.whole.isPresent()) {
                run = longer;
            } else {
                all = all.followedBy(run);
                run = part;
            }
        }
        return all.followedBy(run);
    }

    /** Any of them; there must be one. */
    static Contents choice(List<Contents> branches) {
        var whole = new ArrayList<TextSet>();
        branches.forEach(branch -> branch.whole.ifPresent(whole::add));
        if (whole.size() == branches.size()) {
            var texts = TextSet.union(whole);
            if (texts.isPresent()) {
                return of(texts.get());
            }
        }
        return new Contents(
                Optional.empty(),
                TextSet.beginningsOf(branches.stream().map(Contents::beginnings).toList()),
                TextSet.endsOf(branches.stream().map(Contents::ends).toList()),
                Set.of(RequiredText.anyOf(
                        branches.stream().map(Contents::required).toList())));
    }

    /** The same several times, as {@link Regex.Repetition} counts. */
    Contents repeated(int least, int most) {
        var required = EMPTY;
        for (int times = 0, joints = 0; times < least && joints < TELLING; times++) {
            required = required.followedBy(this);
            joints += required.whole.isPresent() ? 0 : 1;
        }
        if (most == least) {
            return required;
        }
        var either = new ArrayList<>(List.of(required));
        while (most != Regex.UNBOUNDED && either.getLast().whole.isPresent() && either.size() <= most - least) {
            either.add(either.getLast().followedBy(this));
        }
        var counted = choice(either);
        return most != Regex.UNBOUNDED && counted.whole.isPresent() ? counted : required.withMoreInside();
    }

    /** What begins and ends the same, and contains the same, with maybe more in between. */
    private Contents withMoreInside() {
        return new Contents(Optional.empty(), beginnings, ends, terms());
    }
}
