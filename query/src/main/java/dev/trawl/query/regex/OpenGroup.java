package dev.trawl.query.regex;

import dev.trawl.query.regex.Regex.OneOf;
import dev.trawl.query.regex.Regex.Unknown;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A group of a pattern that is not closed yet, or the whole pattern. Not thread-safe. */
final class OpenGroup {
    private final RegexFlags outer;
    private final List<Regex> branches = new ArrayList<>();
    private List<Regex> pieces = new ArrayList<>();

    /**
     * The letters that RE2/J keeps as case-blind ones, by their smallest case, and the others. In a choice it takes
     * {@code (?i:A)} and {@code A} for the same beginning and gives both the case of the first one ({@code Regexp.equals}
     * forgets the flag), so that {@code (?i:A)b+|A[cd]} finds "ac".
     */
    private final Set<Integer> caseBlind = new HashSet<>();

    private final Set<Integer> plain = new HashSet<>();

    /** @param outer the flags that hold again behind the group */
    OpenGroup(RegexFlags outer) {
        this.outer = outer;
    }

    RegexFlags outer() {
        return outer;
    }

    void add(Regex piece) {
        pieces.add(piece);
    }

    void addLetter(int codePoint, boolean foldCase) {
        var variants = foldCase ? CaseVariants.of(codePoint) : CodePointSet.of(codePoint);
        if (isHalf(codePoint) || (foldCase && codePoint > CaseVariants.LAST_FOLDED && variants.size() > 1)) {
            add(new Unknown());
        } else {
            addClass(variants);
        }
    }

    /** Looking for a beginning, RE2/J finds a half of a character inside of a whole one. */
    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    void addClass(CodePointSet set) {
        if (set.size() == 1 && isHalf(set.ranges().getFirst().first())) {
            add(new Unknown());
            return;
        }
        if (!set.ranges().isEmpty()) {
            int first = set.ranges().getFirst().first();
            if (set.size() == 1) {
                plain.add(first);
            } else if (CaseVariants.of(first).equals(set)) {
                caseBlind.add(first);
            }
        }
        add(new OneOf(set));
    }

    void addGroup(OpenGroup group) {
        add(group.closed());
        caseBlind.addAll(group.caseBlind);
        plain.addAll(group.plain);
    }

    /** Puts something else in the place of the last piece; false if there is none. */
    boolean replaceLast(UnaryOperator<Regex> replacement) {
        if (pieces.isEmpty()) {
            return false;
        }
        pieces.add(replacement.apply(pieces.removeLast()));
        return true;
    }

    void endBranch() {
        branches.add(Regex.sequence(pieces));
        pieces = new ArrayList<>();
    }

    Regex closed() {
        endBranch();
        boolean mixed = branches.size() > 1 && caseBlind.stream().anyMatch(plain::contains);
        return mixed ? new Unknown() : Regex.choice(branches);
    }
}
