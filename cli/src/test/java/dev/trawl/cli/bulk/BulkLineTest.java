package dev.trawl.cli.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trawl.cli.console.UsageException;
import dev.trawl.query.SearchRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BulkLineTest {
    @Test
    void aPlainLineIsAFilterForAllTraces() {
        assertThat(BulkLine.parse(" status = 'OK' "))
                .isEqualTo(new BulkLine(SearchRequest.of(" status = 'OK' ").withLimit(SearchRequest.ALL), false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "{}"})
    void aBlankLineIsTheEmptyFilter(String line) {
        assertThat(BulkLine.parse(line))
                .isEqualTo(new BulkLine(SearchRequest.of("").withLimit(SearchRequest.ALL), false));
    }

    @Test
    void jsonSaysEverythingThatASearchCanBeTold() {
        assertThat(BulkLine.parse("""
                {"filter": "name = 'a'", "order_by": ["status", "name DESC"], "experiment_ids": ["1", "2"], \
                "max_results": 5, "page_token": "eyJvZmZzZXQiOiAyOX0=", "strict": true, "explain": true}"""))
                .isEqualTo(new BulkLine(
                        SearchRequest.of("name = 'a'")
                                .withOrderBy(List.of("status", "name DESC"))
                                .withExperimentIds(List.of("1", "2"))
                                .withOffset(29)
                                .withLimit(5)
                                .withStrict(true),
                        true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"filtre": "x"}         | unknown key 'filtre'; there are filter, order_by, experiment_ids, max_results, page_token, strict, explain
            {"filter": 1}           | 'filter' must be a string
            {"order_by": "x"}       | 'order_by' must be a list of strings
            {"experiment_ids": [1]} | 'experiment_ids' must be a list of strings
            {"max_results": 0}      | 'max_results' must be a positive integer
            {"max_results": 1.5}    | 'max_results' must be a positive integer
            {"strict": "yes"}       | 'strict' must be true or false
            {"explain": 1}          | 'explain' must be true or false
            {"page_token": "e30="}  | Invalid page token, parsed value={}
            """)
    void otherJsonIsRefused(String line, String reason) {
        assertThatThrownBy(() -> BulkLine.parse(line))
                .isInstanceOf(UsageException.class)
                .hasMessage(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"filter\": \"x\"", "{'filter': 'x'}"})
    void whatBeginsLikeJsonAndIsNoneIsRefused(String line) {
        assertThatThrownBy(() -> BulkLine.parse(line))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("not JSON: ");
    }
}
