package dev.trawl.query.regex;

import dev.trawl.query.text.CaseFolding;
import dev.trawl.query.text.RequiredText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A few texts, of which a match, or its beginning or end, is one, without regard to case. At least one and at most
 * {@link #MOST}, none longer than {@link #LONGEST} UTF-16 units.
 */
record TextSet(List<String> texts) {
    /** Two digits make a hundred; a third would make a thousand look-ups in the index. */
    static final int MOST = 100;

    private static final int LONGEST = 200;

    static final TextSet EMPTY_TEXT = new TextSet(List.of(""));

    TextSet {
        texts = List.copyOf(texts);
    }

    /** The texts, of those that differ in case only one, unless they are too many or too long. */
    static Optional<TextSet> of(Collection<String> texts) {
        var distinct = distinct(texts);
        return isSmall(distinct, MOST) ? Optional.of(new TextSet(distinct)) : Optional.empty();
    }

    /** Each followed by each, unless that is too much. */
    Optional<TextSet> followedBy(TextSet other) {
        if (size() * other.size() > MOST) {
            return Optional.empty();
        }
        var joined = new ArrayList<String>();
        for (var first : texts) {
            for (var second : other.texts) {
                joined.add(first + second);
            }
        }
        return of(joined);
    }

    /** All the texts of all these, unless they are too many. */
    static Optional<TextSet> union(Collection<TextSet> sets) {
        return of(all(sets));
    }

    /** What a text begins with that begins with one of all these. */
    static TextSet beginningsOf(Collection<TextSet> sets) {
        return new TextSet(cut(all(sets), MOST, TextSet::beginning));
    }

    /** What a text ends with that ends with one of all these. */
    static TextSet endsOf(Collection<TextSet> sets) {
        return new TextSet(cut(all(sets), MOST, TextSet::end));
    }

    /** What a text begins with that is one of these and then begins with one of the other ones: as much as there is room for. */
    TextSet continuedBy(TextSet beginnings) {
        return followedBy(beginnings.beginnings(MOST / size())).orElse(this);
    }

    /** What a text ends with that ends with one of the other ones and then is one of these: as much as there is room for. */
    TextSet precededBy(TextSet ends) {
        return ends.ends(MOST / size()).followedBy(this).orElse(this);
    }

    /**
     * What a text contains where one of these ends meets one of those beginnings: once with as much of the end as there is
     * room for, once with as much of the beginning.
     */
    List<RequiredText> meeting(TextSet beginnings) {
        if (equals(EMPTY_TEXT) || beginnings.equals(EMPTY_TEXT)) {
            return List.of();
        }
        var longEnds = ends(MOST / beginnings.firstLetters());
        var longBeginnings = beginnings.beginnings(MOST / lastLetters());
        return List.of(
                longEnds.continuedBy(beginnings).required(),
                longBeginnings.precededBy(this).required());
    }

    /** One of the texts, if that says enough. */
    RequiredText required() {
        if (!UsefulTexts.isWorthALook(size(), shortest())) {
            return new RequiredText.Anything();
        }
        return RequiredText.anyOf(texts.stream().map(RequiredText::contains).toList());
    }

    private int size() {
        return texts.size();
    }

    /** Code points of the shortest text. */
    private int shortest() {
        int shortest = Integer.MAX_VALUE;
        for (var text : texts) {
            shortest = Math.min(shortest, text.codePointCount(0, text.length()));
        }
        return shortest;
    }

    private TextSet beginnings(int most) {
        return new TextSet(cut(texts, most, TextSet::beginning));
    }

    private TextSet ends(int most) {
        return new TextSet(cut(texts, most, TextSet::end));
    }

    private int firstLetters() {
        return letters(TextSet::beginning);
    }

    private int lastLetters() {
        return letters(TextSet::end);
    }

    private int letters(BiFunction<String, Integer, String> edge) {
        var letters = new HashSet<String>();
        texts.forEach(text -> letters.add(CaseFolding.fold(edge.apply(text, 1))));
        return letters.size();
    }

    private static List<String> all(Collection<TextSet> sets) {
        return sets.stream().flatMap(set -> set.texts.stream()).toList();
    }

    /** The texts, cut to as few code points as it takes to have few of them. */
    private static List<String> cut(Collection<String> texts, int most, BiFunction<String, Integer, String> edge) {
        var cut = distinct(texts);
        int longest = 0;
        for (var text : cut) {
            longest = Math.max(longest, text.length());
        }
        for (int kept = Math.min(longest, LONGEST); kept > 0 && !isSmall(cut, most); kept -= 1 + kept / 8) {
            var shorter = new ArrayList<String>();
            for (var text : texts) {
                shorter.add(edge.apply(text, kept));
            }
            cut = shortest(shorter, edge);
        }
        return isSmall(cut, most) ? cut : List.of("");
    }

    /** {@code ab, abc -> ab}, if it is beginnings that count. */
    private static List<String> shortest(Collection<String> texts, BiFunction<String, Integer, String> edge) {
        var distinct = distinct(texts);
        var folded = new HashSet<String>();
        distinct.forEach(text -> folded.add(CaseFolding.fold(text)));
        var shortest = new ArrayList<String>();
        for (var text : distinct) {
            int shorter = 0;
            while (shorter < text.length() && !folded.contains(edge.apply(CaseFolding.fold(text), shorter))) {
                shorter++;
            }
            if (shorter >= text.codePointCount(0, text.length())) {
                shortest.add(text);
            }
        }
        return shortest;
    }

    private static boolean isSmall(List<String> texts, int most) {
        if (texts.size() > most) {
            return false;
        }
        for (var text : texts) {
            if (text.length() > LONGEST) {
                return false;
            }
        }
        return true;
    }

    private static String beginning(String text, int codePoints) {
        return text.codePointCount(0, text.length()) <= codePoints
                ? text
                : text.substring(0, text.offsetByCodePoints(0, codePoints));
    }

    private static String end(String text, int codePoints) {
        return text.codePointCount(0, text.length()) <= codePoints
                ? text
                : text.substring(text.offsetByCodePoints(text.length(), -codePoints));
    }

    private static List<String> distinct(Collection<String> texts) {
        var distinct = new LinkedHashMap<String, String>();
        for (var text : texts) {
            distinct.putIfAbsent(CaseFolding.fold(text), text);
        }
        return List.copyOf(distinct.values());
    }
}
