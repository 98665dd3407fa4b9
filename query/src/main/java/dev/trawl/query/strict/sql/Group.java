package dev.trawl.query.strict.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A list of tokens that belong together ({@code sqlparse/sql.py}, {@code TokenList}). It changes while the tree is built: grouping replaces a
 * stretch of it by one group. Indices that say "none" are {@link #NONE}.
 */
public final class Group implements Token {
    public static final int NONE = -1;

    private final GroupKind kind;
    private final List<Token> tokens;

    public Group(GroupKind kind, List<? extends Token> tokens) {
        this.kind = kind;
        this.tokens = new ArrayList<>(tokens);
    }

    public GroupKind kind() {
        return kind;
    }

    /** The tokens of the group; the list is the group's own. */
    public List<Token> tokens() {
        return tokens;
    }

    Token get(int index) {
        return tokens.get(index);
    }

    int size() {
        return tokens.size();
    }

    /** First index after {@code index} whose token is no white space. */
    int next(int index) {
        return find(token -> !token.isWhitespace(), index);
    }

    /** Last index before {@code index} whose token is no white space. */
    int previous(int index) {
        for (int i = index - 1; i >= 0; i--) {
            if (!tokens.get(i).isWhitespace()) {
                return i;
            }
        }
        return NONE;
    }

    /** First index after {@code index} whose token is {@code wanted}. */
    int find(Predicate<Token> wanted, int index) {
        for (int i = index + 1; i < tokens.size(); i++) {
            if (wanted.test(tokens.get(i))) {
                return i;
            }
        }
        return NONE;
    }

    /** Puts the tokens {@code from} to {@code to}, both included, into a new group in their place. */
    Group gather(GroupKind gathered, int from, int to) throws SqlParseException {
        checkExists(from);
        List<Token> stretch = stretch(from, to);
        var group = new Group(gathered, stretch);
        stretch.clear();
        tokens.add(from, group);
        return group;
    }

    /** As {@link #gather}, but when the token at {@code from} is such a group already, the others are put at its end. */
    Group extend(GroupKind gathered, int from, int to) throws SqlParseException {
        checkExists(from);
        return tokens.get(from) instanceof Group group && group.kind == gathered
                ? append(group, from, to)
                : gather(gathered, from, to);
    }

    /** Puts the tokens after {@code from} up to {@code to} at the end of {@code group}, the group at {@code from}. */
    Group append(Group group, int from, int to) {
        List<Token> stretch = stretch(from + 1, to);
        group.tokens.addAll(stretch);
        stretch.clear();
        return group;
    }

    /** A Python slice: empty when {@code to} lies before {@code from}, cut at the end of the list. */
    private List<Token> stretch(int from, int to) {
        int end = Math.min(to + 1, tokens.size());
        return tokens.subList(Math.min(from, end), end);
    }

    private void checkExists(int index) throws SqlParseException {
        if (index >= tokens.size()) {
            throw new SqlParseException();
        }
    }

    /** Whether {@code token} is one of the brackets of this group. */
    @SuppressWarnings("ReferenceEquality") // one of them, not one that looks like them
    boolean isDelimiter(Token token) {
        return kind.isDelimited() && (token == tokens.getFirst() || token == tokens.getLast());
    }

    @Override
    public int length() {
        return tokens.stream().mapToInt(Token::length).sum();
    }

    @Override
    public String text() {
        var text = new StringBuilder();
        write(text);
        return text.toString();
    }

    private void write(StringBuilder text) {
        for (Token token : tokens) {
            switch (token) {
                case Leaf leaf -> text.append(leaf.text());
                case Group group -> group.write(text);
            }
        }
    }

    /** The tree in one line, without white space: {@code comparison[identifier[status] = 'OK']}. */
    @Override
    public String toString() {
        return tokens.stream()
                .filter(token -> !token.isWhitespace())
                .map(Token::toString)
                .collect(Collectors.joining(" ", kind.name().toLowerCase(Locale.ROOT) + "[", "]"));
    }
}
