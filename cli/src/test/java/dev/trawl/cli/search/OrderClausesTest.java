package dev.trawl.cli.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OrderClausesTest {
    @Test
    void clausesAreSplitAtCommasOutsideQuotes() {
        assertThat(split("timestamp_ms DESC, tag.`a,b` ASC ,tag.\"c,'d\",x"))
                .containsExactly("timestamp_ms DESC", "tag.`a,b` ASC", "tag.\"c,'d\"", "x");
    }

    @Test
    void emptyClausesAreKeptSoThatTheyAreRefused() {
        assertThat(split("status,,")).containsExactly("status", "", "");
    }

    @Test
    void aClauseKnowsWhereItStands() {
        assertThat(OrderClauses.split("--by", List.of("a,  b c\t,", "d")))
                .containsExactly(
                        new GivenText("--by", "a,  b c\t,", 0, 1),
                        new GivenText("--by", "a,  b c\t,", 4, 7),
                        new GivenText("--by", "a,  b c\t,", 9, 9),
                        new GivenText("--by", "d", 0, 1));
    }

    private static List<String> split(String clauses) {
        return OrderClauses.split("--by", List.of(clauses)).stream()
                .map(GivenText::text)
                .toList();
    }
}
