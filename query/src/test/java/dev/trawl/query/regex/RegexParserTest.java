package dev.trawl.query.regex;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexParserTest {
    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '~', quoteCharacter = '`', textBlock = """
            PATTERN              ~ MEANING
            abc                  ~ abc
            a|bc|                ~ (?:a|bc|(?:))
            (a)(?:b)(?P<n>c)(?<m>d) ~ abcd
            ab*c+?d??            ~ ab{0,}c{1,}d{0,1}
            (?U)a{2}b{3,}c{4,5}? ~ a{2}b{3,}c{4,5}
            (ab){2}              ~ (?:ab){2}
            a{0}b                ~ b
            x{,3}{01}            ~ x\\{,3\\}\\{01\\}
            [a-c]x[^a]           ~ [a-c]x[\\x{0}-`b-\\x{10ffff}]
            []a-]                ~ [\\-\\]a]
            [\\d\\-z]              ~ [\\-0-9z]
            [+--]                ~ [+-\\-]
            [[:alpha:]_]\\w       ~ [A-Z_a-z][0-9A-Z_a-z]
            \\s[[:space:]]        ~ [\\x{9}-\\x{a}\\x{c}-\\x{d} ][\\x{9}-\\x{d} ]
            \\x41\\x{42}\\103\\x{1F600} ~ ABC\\x{1f600}
            \\Qa|b\\E*             ~ a\\|b{0,}
            (?i)ab1              ~ [Aa][Bb]1
            (?i:s)s(?i)s(?-i)s   ~ [Ssſ]s[Ssſ]s
            a(?i)b|c(?-i)d       ~ (?:a[Bb]|[Cc]d)
            ((?i)a)b             ~ [Aa]b
            (?i)[^s]             ~ [\\x{0}-RT-rt-žƀ-\\x{10ffff}]
            ^a$\\b\\B\\A\\z          ~ \\Aa\\z\\b\\B\\A\\z
            (?m)^a$(?-m)^        ~ (?m:^)a(?m:$)\\A
            (?s:.)[^\\n]          ~ (?s:.)[\\x{0}-\\x{9}\\x{b}-\\x{10ffff}]
            \\p{Cherokee}         ~ [Ꭰ-Ᏼ]
            [^\\x00-\\x{10FFFF}]   ~ []
            """)
    void aPatternIsReadAsRe2jReadsIt(String pattern, String meaning) {
        Pattern.compile(pattern);
        assertThat(RegexParser.parse(pattern)).hasToString(meaning);
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "Co", "Cs", "Any", "L"})
    void codePointsThatAreAskedForTogetherAreTogetherInAGroup(String name) {
        var group = UnicodeGroup.of(name, false);
        var pattern = Pattern.compile("\\p{" + name + "}");
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint += 47) {
            assertThat(group.contains(codePoint)).isEqualTo(pattern.matches(Character.toString(codePoint)));
        }
    }
}
