package dev.trawl.cli.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trawl.cli.console.UsageException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected offsets and messages are those of MLflow 3.17.2's {@code SearchUtils}. */
class PageTokenTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', delimiter = '|', textBlock = """
            eyJvZmZzZXQiOiAyOX0=             | 29
            ~  eyJv ZmZzZXQi OiAyOX0=!!~     | 29
            eyJvZmZzZXQiOiAyOX0=ignored      | 29
            ~~                               | 0
            """)
    void tokensAreReadAsLeniently(String token, long offset) {
        assertThat(PageToken.parse(token).offset()).isEqualTo(offset);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', delimiter = '|', textBlock = """
            {"offset": "3"}                   | 3
            {"offset": " 1_0 "}               | 10
            {"offset": 2.7}                   | 2
            {"offset": -5}                    | -5
            {"offset": true}                  | 1
            {"offset": 99999999999999999999}  | 2147483647
            """)
    void offsetsAreReadAsPythonsIntReadsThem(String json, long offset) {
        assertThat(PageToken.parse(base64(json)).offset()).isEqualTo(offset);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', delimiter = '|', textBlock = """
            abc                                                           | could not base64-decode
            a                                                             | could not base64-decode
            eyJvZmZzZXQiOiAyOX0                                           | could not base64-decode
            eyJvZmZzZXQiOiAyOX0=é                                         | could not base64-decode
            //4=                                                          | decoded value=b'\\xff\\xfe'
            bm9wZQ==                                                      | decoded value=b'nope'
            ====                                                          | decoded value=b''
            bm90JyBqc29uClw=                                              | decoded value=b"not' json\\n\\\\"
            eyJvZmZzZXQiOiAwfQ==                                          | parsed value={'offset': 0}
            e30=                                                          | parsed value={}
            eyJvZmZzZXQiOiBudWxsLCAiYSI6IFsxLCAyLjAsICJiJ2MiLCBmYWxzZV19  | parsed value={'offset': None, 'a': [1, 2.0, "b'c", False]}
            eyJvZmZzZXQiOiAieCJ9                                          | not stringable x
            eyJvZmZzZXQiOiAiaXQncyJ9                                      | not stringable it's
            """)
    void otherTokensAreRefusedInMlflowsWords(String token, String reason) {
        assertThatThrownBy(() -> PageToken.parse(token))
                .isInstanceOf(UsageException.class)
                .hasMessage("Invalid page token, " + reason);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', delimiter = '|', textBlock = """
            [1]               | parsed value=[1]
            "text"            | parsed value='text'
            {"offset": [1]}   | not stringable [1]
            {"offset": NaN}   | not stringable nan
            """)
    void tokensThatMakeAServerStumbleAreRefusedToo(String json, String reason) {
        assertThatThrownBy(() -> PageToken.parse(base64(json))).hasMessage("Invalid page token, " + reason);
    }

    @Test
    void theNextTokenIsWrittenAsMlflowWritesIt() {
        assertThat(new PageToken(20).after(9)).hasToString("eyJvZmZzZXQiOiAyOX0=");
        assertThat(PageToken.parse(new PageToken(7).toString())).isEqualTo(new PageToken(7));
    }

    @Test
    void aNegativeOffsetLeavesNothingOutButCountsForTheNextPage() {
        assertThat(new PageToken(-5).tracesBefore()).isZero();
        assertThat(new PageToken(-5).after(10)).isEqualTo(new PageToken(5));
    }

    private static String base64(String json) {
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
