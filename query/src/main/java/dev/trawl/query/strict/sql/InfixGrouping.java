package dev.trawl.query.strict.sql;

import java.util.List;
import java.util.function.Predicate;

/**
 * Groups a middle token with what stands on its two sides, as in {@code a < b}: {@code sqlparse/engine/grouping.py} {@code _group}.
 *
 * <p>The loop walks over the tokens as they were at first while the group shrinks; tokens that a group has swallowed are still visited, and
 * become the left side of the next one. Which is why {@code a.b.c} is one identifier: after {@code a.b} the left side is {@code b}, but
 * what is extended is the group that stands at its place. Odd results of that, for places before the group's own, are sqlparse's as well.
 *
 * @param kind the groups to make
 * @param middle the tokens that join
 * @param left what may stand to the left
 * @param right what may stand to the right
 * @param rightRequired whether the middle token needs anything on its right at all
 * @param reach how far the group goes
 * @param extending whether a group of the kind on the left takes the rest in, instead of becoming a part of a new group
 * @param recursing whether groups of other kinds are searched too
 */
record InfixGrouping(
        GroupKind kind,
        Predicate<Token> middle,
        Predicate<Token> left,
        Predicate<Token> right,
        boolean rightRequired,
        Reach reach,
        boolean extending,
        boolean recursing) {

    /** From where to where a group goes. */
    @FunctionalInterface
    interface Reach {
        /** {@code right} is {@link Group#NONE} when nothing follows. */
        Stretch of(Group group, int left, int middle, int right);
    }

    /** Places in a group, both included. */
    record Stretch(int from, int to) {}

    void apply(Group statement) throws SqlParseException {
        apply(statement, 0);
    }

    private void apply(Group group, int depth) throws SqlParseException {
        Limits.check(group, depth);
        int swallowed = 0;
        int leftPlace = Group.NONE;
        Token leftToken = group;
        List<Token> tokens = List.copyOf(group.tokens());
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            int place = i - swallowed;
            if (place < 0 || token.isWhitespace()) {
                continue;
            }
            if (recursing && token instanceof Group inner && inner.kind() != kind) {
                apply(inner, depth + 1);
            }
            if (leftToken != group && middle.test(token)) {
                int rightPlace = group.next(place);
                if (joins(group, leftToken, rightPlace)) {
                    Stretch stretch = reach.of(group, leftPlace, place, rightPlace);
                    leftToken = extending
                            ? group.extend(kind, stretch.from(), stretch.to())
                            : group.gather(kind, stretch.from(), stretch.to());
                    swallowed += stretch.to() - stretch.from();
                    leftPlace = stretch.from();
                    continue;
                }
            }
            leftPlace = place;
            leftToken = token;
        }
    }

    private boolean joins(Group group, Token leftToken, int rightPlace) {
        if (!left.test(leftToken) || group.isDelimiter(leftToken)) {
            return false;
        }
        if (rightPlace == Group.NONE) {
            return !rightRequired;
        }
        Token rightToken = group.get(rightPlace);
        return right.test(rightToken) && !group.isDelimiter(rightToken);
    }
}
