package dev.trawl.query.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.trawl.query.FilterException.Problem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterParserTest {
    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '~', quoteCharacter = '#', textBlock = """
            FILTER                 ~ AT ~ HINT
            or a = 1               ~ 0  ~ a condition should stand before OR
            AND OR a = 1           ~ 4  ~ a condition should stand before OR
            a = 1 AND (OR b = 2)   ~ 11 ~ a condition should stand before OR
            a = 1 OR               ~ 8  ~ a condition should follow OR
            a = 1 OR AND OR b = 2  ~ 13 ~ a condition should follow OR
            """)
    void aConditionStandsOnBothSidesOfOr(String filter, int at, String hint) {
        assertThat(FilterParser.parse(filter, true).problems())
                .extracting(Problem::start, problem -> problem.hint().orElseThrow())
                .containsExactly(tuple(at, hint));
    }
}
