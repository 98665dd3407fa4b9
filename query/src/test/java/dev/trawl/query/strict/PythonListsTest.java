package dev.trawl.query.strict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code ast.literal_eval} of Python 3.11 makes of a list. */
class PythonListsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "('a') | a",
                "('a', \"b\",) | a/b",
                "('a' 'b', u'c') | ab/c",
                "(('a', 'b')) | a/b",
                "('O\\x4b', '\\u041c', '\\N{DIGIT ONE}', '\\101', '\\q') | OK/М/1/A/\\q",
                "(r'\\x41', 'it\\'s') | \\x41/it's",
                "('''a''', \"\"\"b\"\"\") | a/b"
            })
    void readsTextsWithTheEscapesOfPython(String source, String texts) {
        assertThat(String.join("/", PythonLists.texts(source))).isEqualTo(texts);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "('a',,)",
                "('a'",
                "(a b)",
                "(012)",
                "('\\xg')",
                "('a' b'c')",
                "(*a)",
                "(f'{}')",
                "(1__0)",
                "(a $ b)",
                "(a <> b)",
                "(lambda)",
                "(x for)",
                "(class)",
                "(a(b=1, c))"
            })
    void callsIllFormedWhatIsNoPython(String source) {
        assertThatThrownBy(() -> PythonLists.texts(source))
                .hasMessage(
                        "While parsing a list in the query, expected a non-empty list of string values, but got ill-formed list.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "(1, 'a') | (1, 'a')",
                "(1) | (1,)",
                "(None, True, ...) | (None, True, Ellipsis)",
                "(b'x\\xff\\'', '\\n') | (b\"x\\xff'\", '\\n')",
                "(1.0, 1e16, 1e-5, 123456.789, 5e-324) | (1.0, 1e+16, 1e-05, 123456.789, 5e-324)",
                "(2j, 1+2j, -1.5-0.5j) | (2j, (1+2j), (-1.5-0.5j))",
                "(['x'], {1}, {'a': ()}, set()) | (['x'], {1}, {'a': ()}, set())",
                "(0x1F, 0o17, 0b11, 1_000) | (31, 15, 3, 1000)"
            })
    void printsOtherValuesAsPythonDoes(String source, String printed) {
        assertThatThrownBy(() -> PythonLists.texts(source))
                .hasMessage(
                        "While parsing a list in the query, expected string value, punctuation, or whitespace, but got different type in list: "
                                + printed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "(ERROR) | on line 1: <ast.Name object at 0x…>",
                "('a', now()) | on line 1: <ast.Call object at 0x…>",
                "('O' + 'K') | on line 1: <ast.Constant object at 0x…>",
                "(1 + 2) | on line 1: <ast.BinOp object at 0x…>",
                "(a.b) | on line 1: <ast.Attribute object at 0x…>",
                "(not 'a') | on line 1: <ast.UnaryOp object at 0x…>",
                "('a' if b else c) | on line 1: <ast.IfExp object at 0x…>",
                "(x for x in y) | on line 1: <ast.GeneratorExp object at 0x…>",
                "(f'a') | on line 1: <ast.JoinedStr object at 0x…>"
            })
    void namesTheFirstExpressionThatIsNoLiteral(String source, String rest) {
        assertThatThrownBy(() -> PythonLists.texts(source)).hasMessage("malformed node or string " + rest);
    }

    @Test
    void countsLinesInsideTheList() {
        assertThatThrownBy(() -> PythonLists.texts("('a',\n'b' # c\n, x)"))
                .hasMessage("malformed node or string on line 3: <ast.Name object at 0x…>");
    }

    @Test
    void splitsWordsAsShlexDoes() {
        assertThat(ShellWords.split("a\"b c\"d  'e\"f' \\g \"h\\\"i\\j\" ''"))
                .isEqualTo(List.of("ab cd", "e\"f", "g", "h\"i\\j", ""));
    }
}
