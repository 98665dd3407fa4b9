package dev.trawl.query.regex;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.trawl.query.text.CaseFolding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CaseVariantsTest {
    /** RE2/J never ends with these, so they are refused. */
    private static boolean isEndless(int codePoint) {
        return codePoint >= 0x1C80 && codePoint <= 0x1C88;
    }

    @Test
    void everyLetterHasTheVariantsThatRe2jKnows() {
        Map<Integer, List<Integer>> alike = new HashMap<>();
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(codePoint -> CaseFolding.fold(codePoint) != codePoint)
                .forEach(codePoint -> alike.merge(
                        CaseFolding.fold(codePoint),
                        List.of(CaseFolding.fold(codePoint), codePoint),
                        (some, more) -> IntStream.concat(
                                        some.stream().mapToInt(one -> one),
                                        more.stream().mapToInt(one -> one))
                                .distinct()
                                .boxed()
                                .toList()));
        assertThat(alike).hasSizeGreaterThan(1_000);
        alike.values()
                .forEach(letters -> letters.stream()
                        .filter(letter -> !isEndless(letter))
                        .forEach(letter -> {
                            var pattern = Pattern.compile("(?i)\\x{" + Integer.toHexString(letter) + "}");
                            assertThat(CaseVariants.of(letter).codePoints().boxed())
                                    .as("%x", letter)
                                    .containsExactlyElementsOf(letters.stream()
                                            .filter(other -> pattern.matches(Character.toString(other)))
                                            .sorted()
                                            .toList());
                        }));
    }
}
