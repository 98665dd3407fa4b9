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
            """)
    void theseFiltersMeanTheSame(String filter, String same) {
        assertThat(bound(filter)).isEqualTo(bound(same));
    }

    @Test
    void aNextLineIsWhiteSpace() {
        assertThat(bound("\u0085status\u0085=\u0085'OK'\u0085AND\u0085name = 'a'"))
                .isEqualTo(bound("status = 'OK' AND name = 'a'"));
    }

    private static Condition bound(String filter) {
        return Binder.bind(filter, true, CLOCK);
    }
}
