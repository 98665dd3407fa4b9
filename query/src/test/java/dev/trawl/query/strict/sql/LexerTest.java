package dev.trawl.query.strict.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The leaves are those of {@code sqlparse.lexer.tokenize} of sqlparse 0.6.1. */
class LexerTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "tags.select | NAME tags, PUNCTUATION ., NAME select",
                "select | KEYWORD_DML select",
                "text Timestamp | NAME_BUILTIN text, WHITESPACE  , NAME_BUILTIN Timestamp",
                "'it''s' 'a\\' | STRING_SINGLE 'it''s', WHITESPACE  , STRING_SINGLE 'a\\'",
                "'a\\' b' c | STRING_SINGLE 'a\\' b', WHITESPACE  , NAME c",
                "'a'' | STRING_SINGLE 'a', ERROR '",
                "'abc | ERROR ', NAME abc",
                "10ms 1.5 .5 -5 1e5 0x1f | NUMBER_INTEGER 1, NAME 0ms, WHITESPACE  , NUMBER_FLOAT 1.5, WHITESPACE  , NUMBER_FLOAT .5,"
                        + " WHITESPACE  , NUMBER_INTEGER -5, WHITESPACE  , NUMBER_FLOAT 1e5, WHITESPACE  , NUMBER_HEXADECIMAL 0x1f",
                "a -- b | NAME a, WHITESPACE  , COMMENT_SINGLE -- b",
                "a /* b */ c | NAME a, WHITESPACE  , COMMENT_MULTILINE /* b */, WHITESPACE  , NAME c",
                "a /* b | NAME a, WHITESPACE  , OPERATOR /, WILDCARD *, WHITESPACE  , NAME b",
                "$x$ ; $x$ $1 | LITERAL $x$ ; $x$, WHITESPACE  , NAME_PLACEHOLDER $1",
                "not  like is not null | OPERATOR_COMPARISON not  like, WHITESPACE  , KEYWORD is, WHITESPACE  , KEYWORD not null",
                "ſelect ×x( ×x ıN | KEYWORD_DML ſelect, WHITESPACE  , NAME ×x, PUNCTUATION (, WHITESPACE  , ERROR ×, NAME x, WHITESPACE  , KEYWORD ıN",
                "≥🚀 | ERROR ≥, ERROR 🚀"
            })
    void cutsTextAsSqlparseDoes(String text, String leaves) {
        var found = new ArrayList<Leaf>();
        new Lexer(text).forEachRemaining(found::add);

        assertThat(found.stream().map(leaf -> leaf.type() + " " + leaf.text()).collect(Collectors.joining(", ")))
                .isEqualTo(leaves);
    }
}
