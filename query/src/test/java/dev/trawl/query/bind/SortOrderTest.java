package dev.trawl.query.bind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SortOrderTest {
    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '~', textBlock = """
            CLAUSE               ~ FIRST
            status DESC          ~ trace.status desc
            `status`             ~ trace.status asc
            "status" DESC        ~ trace.status desc
            "name"               ~ tag.`mlflow.traceName` asc
            "timestamp" asc      ~ trace.timestamp_ms asc
            tags."env" DESC      ~ tag.`env` desc
            `tags.env` DESC      ~ tag.`env` desc
            "tags.my env" asc    ~ tag.`my env` asc
            `metadata.a.b` ASC   ~ metadata.`a.b` asc
            tags.@env            ~ tag.`@env` asc
            tags.#env DESC       ~ tag.`#env` desc
            tags.prompt DESC     ~ tag.`mlflow.linkedPrompts` desc
            prompt               ~ trace.prompt asc
            tags. DESC           ~ tag.`` desc
            metadata.x²          ~ metadata.`x²` asc
            """)
    void aClauseNamesAFieldAndADirection(String clause, String first) {
        var key = SortOrder.bind(List.of(clause)).keys().getFirst();
        assertThat(key.field() + (key.descending() ? " desc" : " asc")).isEqualTo(first);
    }
}
