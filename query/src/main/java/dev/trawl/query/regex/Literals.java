package dev.trawl.query.regex;

import dev.trawl.query.regex.Regex.At;
import dev.trawl.query.regex.Regex.Choice;
import dev.trawl.query.regex.Regex.Empty;
import dev.trawl.query.regex.Regex.OneOf;
import dev.trawl.query.regex.Regex.Repetition;
import dev.trawl.query.regex.Regex.Sequence;
import dev.trawl.query.regex.Regex.Unknown;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The texts that a pattern matches, case and all, where they are few: {@code (refund|return) policy} are two. */
public final class Literals {
    /** So many letters of a class, or choices, times so many others. */
    private static final int MOST = TextSet.MOST;

    private Literals() {}

    /** A text contains a match if, and only if, it contains one of these; nothing if there are no such texts, or too many. */
    public static Optional<Set<String>> of(Regex regex) {
        return texts(regex).filter(texts -> texts.stream().noneMatch(Literals::isNoText));
    }

    /** The empty text stands everywhere, and half a pair of surrogates is no letter. */
    private static boolean isNoText(String text) {
        return text.isEmpty() || text.codePoints().anyMatch(Literals::isSurrogate);
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static Optional<Set<String>> texts(Regex regex) {
        return switch (regex) {
            case OneOf oneOf -> letters(oneOf.set());
            case Sequence sequence -> sequence(sequence.parts());
            case Choice choice -> choice(choice.branches());
            case Empty empty -> Optional.of(Set.of(""));
            case At at -> Optional.empty();
            case Repetition repetition -> Optional.empty();
            case Unknown unknown -> Optional.empty();
        };
    }

    private static Optional<Set<String>> letters(CodePointSet set) {
        return set.size() == 0 || set.size() > MOST
                ? Optional.empty()
                : Optional.of(set.codePoints()
                        .mapToObj(Character::toString)
                        .collect(LinkedHashSet::new, Set::add, Set::addAll));
    }

    private static Optional<Set<String>> sequence(List<Regex> parts) {
        Set<String> all = Set.of("");
        for (var part : parts) {
            var next = texts(part);
            if (next.isEmpty() || all.size() * next.get().size() > MOST) {
                return Optional.empty();
            }
            var longer = new LinkedHashSet<String>();
            for (var beginning : all) {
                next.get().forEach(end -> longer.add(beginning + end));
            }
            all = longer;
        }
        return Optional.of(all);
    }

    private static Optional<Set<String>> choice(List<Regex> branches) {
        var all = new LinkedHashSet<String>();
        for (var branch : branches) {
            var texts = texts(branch);
            if (texts.isEmpty()) {
                return Optional.empty();
            }
            all.addAll(texts.get());
        }
        return all.size() > MOST ? Optional.empty() : Optional.of(all);
    }
}
