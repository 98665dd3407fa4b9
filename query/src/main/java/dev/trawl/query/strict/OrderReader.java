package dev.trawl.query.strict;

import dev.trawl.query.strict.sql.CharacterClass;
import dev.trawl.query.strict.sql.GroupKind;
import dev.trawl.query.strict.sql.SqlParseException;
import dev.trawl.query.strict.sql.SqlText;
import dev.trawl.query.strict.sql.Token;
import dev.trawl.query.strict.sql.TokenType;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/**
 * Reads the clauses of an order and does what the store does with them: {@code utils/search_utils.py} {@code _parse_order_by_string},
 * {@code store/tracking/sqlalchemy_store.py} {@code _get_orderby_clauses_for_search_traces}.
 */
final class OrderReader {
    private OrderReader() {}

    static void check(List<String> clauses) {
        var seen = new HashSet<SearchKey>();
        for (String clause : clauses) {
            SearchKey key = key(clause);
            checkKey(key);
            if (!seen.add(key)) {
                throw Refusal.internal("`order_by` contains duplicate fields: " + PythonCollections.list(clauses))
                        .asException();
            }
        }
    }

    private static void checkKey(SearchKey key) {
        if (key.isColumnMetadata()) {
            throw Refusal.invalid(
                            "Ordering by reserved metadata '%s' is not supported because it is represented by multiple columns."
                                    .formatted(key.name()))
                    .asException();
        }
        switch (key.entity()) {
            case ATTRIBUTE -> {
                if (key.name().equals("end_time_ms")) {
                    throw Refusal.internal("type object 'SqlTraceInfo' has no attribute 'end_time_ms'")
                            .asException();
                }
            }
            case TAG, REQUEST_METADATA -> {}
            case SPAN, FEEDBACK, EXPECTATION, ISSUE ->
                throw Refusal.invalid("Invalid identifier type '%s'"
                                .formatted(key.entity().printed()))
                        .asException();
        }
    }

    private static SearchKey key(String clause) {
        String identifier = identifier(clause);
        List<String> words = ShellWords.split(identifier.replace('`', '"'));
        if (words.size() > 2) {
            throw notParsed(clause);
        }
        if (words.size() == 2) {
            String direction = words.get(1).toLowerCase(Locale.ROOT);
            if (!direction.equals("asc") && !direction.equals("desc")) {
                throw Refusal.invalid("Invalid ordering key in order_by clause '%s'.".formatted(clause))
                        .asException();
            }
            identifier = words.getFirst();
        }
        return SearchKey.of(CharacterClass.strip(identifier), SearchKey.ORDER_ATTRIBUTES)
                .resolved();
    }

    /** {@code _validate_order_by_and_generate_token}: the clause is one identifier, or {@code timestamp}, which sqlparse takes for a type. */
    private static String identifier(String clause) {
        List<Token> tokens;
        try {
            tokens = SqlText.parse(clause)
                    .only()
                    .orElseThrow(() -> notParsed(clause))
                    .tokens();
        } catch (SqlParseException e) {
            throw Refusal.invalid("Error on parsing order_by clause '%s'".formatted(clause))
                    .asException();
        }
        Token first = tokens.getFirst();
        Token last = tokens.getLast();
        if (tokens.size() == 1 && first.is(GroupKind.IDENTIFIER)) {
            return first.text();
        }
        boolean timestamp = first.matches(TokenType.NAME_BUILTIN, "timestamp");
        if (timestamp && tokens.size() == 1) {
            return "timestamp";
        }
        if (timestamp
                && tokens.subList(1, tokens.size() - 1).stream().allMatch(Token::isWhitespace)
                && last.isOf(TokenType.KEYWORD_ORDER)) {
            return "timestamp " + last.text();
        }
        throw notParsed(clause);
    }

    private static RefusedException notParsed(String clause) {
        return Refusal.invalid("Invalid order_by clause '%s'. Could not be parsed.".formatted(clause))
                .asException();
    }
}
