package dev.trawl.query.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.query.TextLiteral;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterPrintingTest {
    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '~', quoteCharacter = '#', textBlock = """
            FILTER                             ~ PRINTED
            a = 1 b = 2 or not c is null       ~ a = 1 AND b = 2 OR NOT c IS NULL
            a = 1 and (b = 2 and c = 3)        ~ a = 1 AND (b = 2 AND c = 3)
            not (a = 1 or b = 2)               ~ NOT (a = 1 OR b = 2)
            tag.a.'b c'.d = "it's"             ~ tag.a.'b c'.d = 'it''s'
            tag.'a b' = 'x'                    ~ tag.`a b` = 'x'
            tag.'a`b' = 'x'                    ~ tag."a`b" = 'x'
            tag. = 'x' tag.\tIS NULL           ~ tag. = 'x' AND tag. IS NULL
            tag.a. like 'x' tag. not in ('y')  ~ tag.a. LIKE 'x' AND tag. NOT IN ('y')
            tag. env = 'x' tag. island = 'y'   ~ tag. env = 'x' AND tag. island = 'y'
            `tag`.a = 'C:\\dir\\'              ~ tag.a = u'C:\\\\dir\\\\'
            a = "say \\'hi"                    ~ a = u'say \\\\''hi'
            a IN ('x\\n', "it's", 'a' 'b', 5)  ~ a IN ('x\\\\n', 'it''s', 'ab', 5)
            a NOT IN ('C:\\\\dir\\\\')          ~ a NOT IN ('C:\\\\dir\\\\')
            a between u'\\x41' and now-90s     ~ a BETWEEN 'A' AND now - 90000ms
            a > 1e999 or a < 12.5e-9998        ~ a > 1E+999 OR a < 1.25E-9997
            """)
    void aFilterPrintsAsTheSameFilter(String filter, String printed) {
        assertThat(parsed(filter)).hasToString(printed.replace("x\\\\n", "x\n"));
        assertThat(parsed(parsed(filter).toString())).hasToString(printed.replace("x\\\\n", "x\n"));
    }

    @Test
    void everyTextIsReadBackAsItWasPrintedAloneAndInAList() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            var text = random.ints(random.nextInt(8), 0, 12)
                    .mapToObj(c -> "\\\\\\''\"nux0\n%".substring(c, c + 1))
                    .collect(Collectors.joining());
            var literal = new Literal.Text(text, new SourceRange(0, 0));
            var filter = parsed("a = " + literal + " AND b BETWEEN " + literal + " AND " + literal + " AND c IN ("
                    + TextLiteral.inList(text) + ")");
            var terms = ((Filter.And) filter).terms();
            assertThat(((Literal.Text) ((Filter.Comparison) terms.get(0)).value()).text())
                    .isEqualTo(text);
            assertThat(((Literal.Text) ((Filter.Between) terms.get(1)).low()).text())
                    .isEqualTo(text);
            assertThat(((Literal.Text) ((Filter.Between) terms.get(1)).high()).text())
                    .isEqualTo(text);
            assertThat(((Literal.Text)
                                    ((Filter.Membership) terms.get(2)).choices().getFirst())
                            .text())
                    .isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = 1e99999",
                "a = 12.5e9999",
                "a = 0.05e-9999",
                "a = 1e999s",
                "a = now - 1e-999s",
                "a = u 'x'",
                "a = x'y'"
            })
    void whatCouldNotBePrintedIsNoFilter(String text) {
        assertThat(FilterParser.parse(text, true).problems()).isNotEmpty();
    }

    private static Filter parsed(String text) {
        var result = FilterParser.parse(text, true);
        assertThat(result.problems()).as(text).isEmpty();
        return result.filter();
    }
}
