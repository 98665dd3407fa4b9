package dev.trawl.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarTest {
    @ParameterizedTest
    @CsvSource({
        "serach, search",
        "STATUS, status",
        "sessions, sessions",
        "sesions, sessions",
        "stat, stats",
        "export-it, ",
        "x, ",
        "'', "
    })
    void theNameWithTheFewestMistakesWasMeantIfTheyAreFew(String wrong, String expected) {
        var names = List.of("search", "session", "sessions", "stats", "status", "export");

        assertThat(Similar.to(wrong, names).orElse(null)).isEqualTo(expected);
    }
}
