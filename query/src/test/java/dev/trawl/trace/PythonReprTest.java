package dev.trawl.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The right column is what Python 3.11 prints. */
class PythonReprTest {
    @ParameterizedTest
    @MethodSource("texts")
    void aTextIsPrintedAsPythonPrintsIt(String text, String printed) {
        assertThat(PythonRepr.of(text)).isEqualTo(printed);
    }

    static Arguments[] texts() {
        return new Arguments[] {
            Arguments.of("", "''"),
            Arguments.of("it's", "\"it's\""),
            Arguments.of("it's \"so\"", "'it\\'s \"so\"'"),
            Arguments.of("a\\b\n\r\t", "'a\\\\b\\n\\r\\t'"),
            Arguments.of("\u0007\u007f\u00a0é\u3000", "'\\x07\\x7f\\xa0é\\u3000'"),
            Arguments.of("😀\udb40\udc01\ud800", "'😀\\U000e0001\\ud800'"),
        };
    }

    @Test
    void bytesAreAsciiBehindAnInitial() {
        assertThat(PythonRepr.of(new byte[] {'a', '\'', '\n', ' ', (byte) 0x7f, (byte) 0xe9}))
                .isEqualTo("b\"a'\\n \\x7f\\xe9\"");
    }
}
