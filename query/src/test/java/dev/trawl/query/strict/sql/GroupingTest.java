package dev.trawl.query.strict.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The trees are those that {@code sqlparse.parse} of sqlparse 0.6.1 prints with {@code _pprint_tree}. */
class GroupingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "status = 'OK' AND tags.`my key` LIKE \"a\""
                        + " | statement[comparison[identifier[status] = 'OK'] AND comparison[identifier[tags . `my key`] LIKE identifier[\"a\"]]]",
                "status IN ('a', 'b') | statement[identifier[status] IN parenthesis[( identifier_list['a' , 'b'] )]]",
                "a.b.c IS NOT NULL | statement[identifier[a . b . c] IS NOT NULL]",
                "1 < a AND b | statement[comparison[1 < identifier[a]] AND identifier[b]]",
                "a + b - c = 1 | statement[comparison[operation[operation[identifier[a] + identifier[b]] - identifier[c]] = 1]]",
                "lower(x) = 'a' | statement[comparison[function[identifier[lower] parenthesis[( identifier[x] )]] = 'a']]",
                "a = 'b' desc | statement[comparison[identifier[a] = 'b'] desc]",
                "a desc | statement[identifier[identifier[a] desc]]",
                "a = 5 b | statement[identifier[comparison[identifier[a] = 5] identifier[b]]]",
                "x, date '2020' = x | statement[identifier_list[identifier[x] , comparison[typed_literal[date '2020'] = identifier[x]]]]",
                "a = 'b' /* c */ and d | statement[comparison[identifier[a] = 'b' comment[/* c */]] and identifier[d]]",
                "a = 'b' where c limit 1 | statement[comparison[identifier[a] = 'b'] where[where identifier[c]] limit 1]",
                "a::int = 1 | statement[comparison[identifier[a :: int] = 1]]",
                "case when a then b end = c | statement[case[case when identifier[a] then identifier[b] end] = identifier[c]]"
            })
    void buildsTheTreeOfSqlparse(String text, String tree) throws SqlParseException {
        assertThat(SqlText.parse(text).only().orElseThrow()).hasToString(tree);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "a; b | 2",
                "a; -- b | 1",
                "a; /* b */ | 2",
                "a GO b | 2",
                "(a; b) | 1",
                "begin a; b; end; c | 2",
                "begin; a; b | 3",
                "begin transaction; a | 2",
                "begin for a loop b; end loop; end; c | 2",
                "create declare a; begin b; end; c | 2"
            })
    void countsTheStatementsOfSqlparse(String text, int statements) throws SqlParseException {
        assertThat(SqlText.parse(text).statements()).isEqualTo(statements);
    }
}
