package dev.trawl.query.bind;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinderTest {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_760_000_000), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '~', quoteCharacter = '^', textBlock = """
            FILTER                                           ~ SAME
            # sqlparse takes words behind these signs, and all of Python's \\w, for names
            tags.@env = 'x'                                  ~ tags.`@env` = 'x'
            tags.#env = 'x'                                  ~ tags.`#env` = 'x'
            tags.##a.@b = 'x'                                ~ tags.`##a.@b` = 'x'
            tags.x² = 'x'                                    ~ tags.`x²` = 'x'
            feedback.½ⅷ > 1                                  ~ feedback.`½ⅷ` > 1
            span.attributes.@model = 'x'                     ~ span.attributes.`@model` = 'x'
            # a server takes what ends with a dot for a name, too
            tags. = 'x'                                      ~ tags.`` = 'x'
            tags. IS NULL                                    ~ tags.`` IS NULL
            metadata.a. ILIKE 'x'                            ~ metadata.`a.` ILIKE 'x'
            tags. isé IS NULL                                ~ tags.` isé` IS NULL
            # names of characters in lists
            status IN ('\\N{LATIN CAPITAL LETTER O}K')       ~ status IN ('OK')
            status IN (u'\\N{grinning face}')                ~ status IN ('😀')
            status IN ('\\N{no such name}', '\\N{')          ~ status IN ('\\\\N{no such name}', '\\\\N{')
            status IN (r'\\N{DIGIT ONE}')                    ~ status IN ('\\\\N{DIGIT ONE}')
            # numbers with a fraction or an exponent are doubles
            feedback.score >= 0.33333333333333331            ~ feedback.score >= 0.3333333333333333
            expectation.x BETWEEN 1e-400 AND 1234567890123456789e1 ~ expectation.x BETWEEN 0.0 AND 1.2345678901234567e19
            timestamp_ms >= 1780860450054.00001              ~ timestamp_ms >= 1780860450054
            execution_time < 0.30000000000000001             ~ execution_time < 0.3
            # digits of any script are digits
            execution_time > -٣.٥e١                          ~ execution_time > -3.5e1
            timestamp_ms < 𝟙𝟚                                ~ timestamp_ms < 12
            """)
    void theseFiltersMeanTheSame(String filter, String same) {
        assertThat(bound(filter)).isEqualTo(bound(same));
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '~', quoteCharacter = '^', textBlock = """
            FILTER                                           ~ OTHER
            feedback.score > 9007199254740993                ~ feedback.score > 9007199254740992
            feedback.score > 1e999                           ~ feedback.score > 1e998
            feedback.score = '0.33333333333333331'           ~ feedback.score = '0.3333333333333333'
            tag.version > 0.33333333333333331                ~ tag.version > 0.3333333333333333
            span.attributes.x = 0.33333333333333331          ~ span.attributes.x = 0.3333333333333333
            span.duration_ms < 123456789012.123456           ~ span.duration_ms < 123456789012.12346
            trace.cost > 0.33333333333333331                 ~ trace.cost > 0.3333333333333333
            """)
    void theseNumbersAreExact(String filter, String other) {
        assertThat(bound(filter)).isNotEqualTo(bound(other));
    }

    @Test
    void aNextLineIsWhiteSpace() {
        assertThat(bound("\u0085status\u0085=\u0085'OK'\u0085AND\u0085name = 'a'"))
                .isEqualTo(bound("status = 'OK' AND name = 'a'"));
    }

    @Test
    void backticksInsideTheQuotesOfANameBelongToItExceptOnAServer() {
        assertThat(Binder.bind("tags.\"`a b`\" = 'x' AND \"`status`\" = 'OK'", false, CLOCK))
                .isEqualTo(Binder.bind("tags.`a b` = 'x' AND status = 'OK'", false, CLOCK));
        assertThat(bound("tags.\"`a b`\" = 'x'")).isNotEqualTo(bound("tags.`a b` = 'x'"));
    }

    @Test
    void threeQuotesStandAroundATextInAListOnAServer() {
        assertThat(Binder.bind("status IN (\"\"\"OK\"\"\", r'''it's''', 'a''b')", false, CLOCK))
                .isEqualTo(Binder.bind("status IN ('OK', \"it's\", 'ab')", false, CLOCK));
        assertThat(bound("status IN ('''OK''')")).isEqualTo(bound("status IN ('\\'OK\\'')"));
    }

    private static Condition bound(String filter) {
        return Binder.bind(filter, true, CLOCK);
    }
}
