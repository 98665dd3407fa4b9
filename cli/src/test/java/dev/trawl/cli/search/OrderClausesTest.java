package dev.trawl.cli.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrderClausesTest {
    @Test
    void clausesAreSplitAtCommasOutsideQuotes() {
        assertThat(OrderClauses.split("timestamp_ms DESC, tag.`a,b` ASC ,tag.\"c,'d\",x"))
                .containsExactly("timestamp_ms DESC", "tag.`a,b` ASC", "tag.\"c,'d\"", "x");
    }

    @Test
    void emptyClausesAreKeptSoThatTheyAreRefused() {
        assertThat(OrderClauses.split("status,,")).containsExactly("status", "", "");
    }
}
