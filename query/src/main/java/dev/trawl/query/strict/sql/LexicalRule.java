package dev.trawl.query.strict.sql;

import static dev.trawl.query.strict.sql.TokenType.COMMAND;
import static dev.trawl.query.strict.sql.TokenType.COMMENT_SINGLE;
import static dev.trawl.query.strict.sql.TokenType.COMMENT_SINGLE_HINT;
import static dev.trawl.query.strict.sql.TokenType.KEYWORD;
import static dev.trawl.query.strict.sql.TokenType.KEYWORD_DDL;
import static dev.trawl.query.strict.sql.TokenType.KEYWORD_ORDER;
import static dev.trawl.query.strict.sql.TokenType.KEYWORD_TZCAST;
import static dev.trawl.query.strict.sql.TokenType.NAME;
import static dev.trawl.query.strict.sql.TokenType.NAME_BUILTIN;
import static dev.trawl.query.strict.sql.TokenType.NAME_PLACEHOLDER;
import static dev.trawl.query.strict.sql.TokenType.NEWLINE;
import static dev.trawl.query.strict.sql.TokenType.NUMBER_FLOAT;
import static dev.trawl.query.strict.sql.TokenType.NUMBER_HEXADECIMAL;
import static dev.trawl.query.strict.sql.TokenType.NUMBER_INTEGER;
import static dev.trawl.query.strict.sql.TokenType.OPERATOR;
import static dev.trawl.query.strict.sql.TokenType.OPERATOR_COMPARISON;
import static dev.trawl.query.strict.sql.TokenType.PUNCTUATION;
import static dev.trawl.query.strict.sql.TokenType.WHITESPACE;
import static dev.trawl.query.strict.sql.TokenType.WILDCARD;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A rule of sqlparse's lexer: the table {@code SQL_REGEX} of {@code sqlparse/keywords.py}, in its order, without the rules for quoted text,
 * which {@link QuotedText} reads. It is kept in two halves, because a rule either begins with a word character or does not; numbers, which
 * may begin with a minus sign or a point, stand in both.
 *
 * @param initials the ASCII characters, letters in upper case, a text may begin with for the rule to match; empty for any character
 * @param pattern the rule
 * @param type the type of the token; empty when {@link Keywords} has to tell
 */
record LexicalRule(String initials, Pattern pattern, Optional<TokenType> type) {
    private static final List<LexicalRule> NUMBERS = List.of(
            rule("-0", "-?0x[\\dA-F]+", NUMBER_HEXADECIMAL),
            rule("-0123456789", "-?\\d+(\\.\\d+)?E-?\\d+", NUMBER_FLOAT),
            rule("-.0123456789", "(?![_A-ZÀ-Ü])-?(\\d+(\\.\\d*)|\\.\\d+)(?![_A-ZÀ-Ü])", NUMBER_FLOAT),
            rule("-0123456789", "(?![_A-ZÀ-Ü])-?\\d+(?![_A-ZÀ-Ü])", NUMBER_INTEGER));

    private static final List<LexicalRule> NAMES = List.of(
            rule("CIVUFA", "(CASE|IN|VALUES|USING|FROM|AS)\\b", KEYWORD),
            rule("", "[A-ZÀ-Ü]\\w*(?=\\s*\\.(?!\\d))", NAME),
            rule("", "(?<=\\.)[A-ZÀ-Ü]\\w*", NAME),
            rule("", "[A-ZÀ-Ü]\\w*(?=\\()", NAME));

    private static final List<LexicalRule> WORDS = List.of(
            rule(
                    "LRFIOSCNJ",
                    "((LEFT\\s+|RIGHT\\s+|FULL\\s+)?(INNER\\s+|OUTER\\s+|STRAIGHT\\s+)?|(CROSS\\s+|NATURAL\\s+)?)?JOIN\\b",
                    KEYWORD),
            rule("E", "END(\\s+IF|\\s+LOOP|\\s+WHILE|\\s+FOR|\\s+CASE)?\\b", KEYWORD),
            rule("I", "IF\\s+(NOT\\s+)?EXISTS\\b", KEYWORD),
            rule("N", "NOT\\s+NULL\\b", KEYWORD),
            rule("AD", "(ASC|DESC)(\\s+NULLS\\s+(FIRST|LAST))?\\b", KEYWORD_ORDER),
            rule("N", "NULLS\\s+(FIRST|LAST)\\b", KEYWORD_ORDER),
            rule("U", "UNION\\s+ALL\\b", KEYWORD),
            rule("C", "CREATE(\\s+OR\\s+REPLACE)?\\b", KEYWORD_DDL),
            rule("D", "DOUBLE\\s+PRECISION\\b", NAME_BUILTIN),
            rule("G", "GROUP\\s+BY\\b", KEYWORD),
            rule("O", "ORDER\\s+BY\\b", KEYWORD),
            rule("P", "PRIMARY\\s+KEY\\b", KEYWORD),
            rule("H", "HANDLER\\s+FOR\\b", KEYWORD),
            rule("G", "GO(\\s\\d+)\\b", KEYWORD),
            rule("L", "(LATERAL\\s+VIEW\\s+)(EXPLODE|INLINE|PARSE_URL_TUPLE|POSEXPLODE|STACK)\\b", KEYWORD),
            rule("AW", "(AT|WITH')\\s+TIME\\s+ZONE\\s+'[^']+'", KEYWORD_TZCAST),
            rule("NLIR", "(NOT\\s+)?(LIKE|ILIKE|RLIKE)\\b", OPERATOR_COMPARISON),
            rule("NR", "(NOT\\s+)?(REGEXP)(\\s+(BINARY))?\\b", OPERATOR_COMPARISON),
            new LexicalRule("", pattern("\\w[$#\\w]*"), Optional.empty()));

    private static final List<LexicalRule> SIGNS = List.of(
            rule("-#", "(--|# )\\+.*?(\\r\\n|\\r|\\n|$)", COMMENT_SINGLE_HINT),
            rule("-#", "(--|# ).*?(\\r\\n|\\r|\\n|$)", COMMENT_SINGLE),
            rule("\r\n", "(\\r\\n|\\r|\\n)", NEWLINE),
            rule("", "\\s+?", WHITESPACE),
            rule(":", ":=", TokenType.ASSIGNMENT),
            rule(":", "::", PUNCTUATION),
            rule("*", "\\*", WILDCARD),
            rule("?", "\\?", NAME_PLACEHOLDER),
            rule("%", "%(\\(\\w+\\))?s", NAME_PLACEHOLDER),
            rule("$:", "(?<!\\w)[$:?]\\w+", NAME_PLACEHOLDER),
            rule("\\", "\\\\\\w+", COMMAND),
            rule("@#", "(@|##|#)[A-ZÀ-Ü]\\w+", NAME));

    private static final List<LexicalRule> OPERATORS = List.of(
            rule("[", "(?<![\\w\\])])(\\[[^\\]\\[]+\\])", NAME),
            rule(";:()[],.", "[;:()\\[\\],\\.]", PUNCTUATION),
            rule("-#@<?", "(\\->>?|#>>?|@>|<@|\\?\\|?|\\?&|\\-|#\\-)", OPERATOR),
            rule("<>=~!", "[<>=~!]+", OPERATOR_COMPARISON),
            rule("+/@#%^&|-", "[+/@#%^&|^-]+", OPERATOR));

    private static final List<LexicalRule> AT_WORD = concatenate(NAMES, NUMBERS, WORDS);
    private static final List<LexicalRule> AT_SIGN = concatenate(SIGNS, NUMBERS, OPERATORS);

    /** The rules for a place where {@code first} stands. The multiplication sign begins names: it lies between À and Ü. */
    static List<LexicalRule> at(int first) {
        return first == '×' || CharacterClass.isWord(first) ? AT_WORD : AT_SIGN;
    }

    /** Whether a text that begins with {@code first} could match. */
    boolean mayBegin(int first) {
        return first >= 0x80 || initials.isEmpty() || initials.indexOf(Character.toUpperCase(first)) >= 0;
    }

    private static LexicalRule rule(String initials, String regex, TokenType type) {
        return new LexicalRule(initials, pattern(regex), Optional.of(type));
    }

    /** Java's spelling of a Python expression with IGNORECASE and UNICODE. {@code \b} only ever stands behind a word character. */
    private static Pattern pattern(String regex) {
        String translated = regex.replace("A-ZÀ-Ü", CharacterClass.LETTERS)
                .replace("\\w", CharacterClass.WORD)
                .replace("\\b", "(?!" + CharacterClass.WORD + ")")
                .replace("\\d", "\\p{Nd}")
                .replace("\\s", CharacterClass.SPACE);
        return Pattern.compile(translated, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNIX_LINES);
    }

    private static List<LexicalRule> concatenate(
            List<LexicalRule> first, List<LexicalRule> second, List<LexicalRule> third) {
        return Stream.of(first, second, third).flatMap(List::stream).toList();
    }
}
