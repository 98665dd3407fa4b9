package dev.trawl.query.bind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.query.ServerDifference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerDifferencesTest {
    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '~', quoteCharacter = '^', textBlock = """
            FILTER                                                ~ IMPROVEMENTS
            status = 'OK' AND name LIKE 'a_%' AND span.name = 'x' ~ []
            span.attributes.model RLIKE '^gpt'                    ~ [1]
            trace.text LIKE '%refused%'                           ~ [6]
            trace.text LIKE 'refused%'                            ~ [6, 2]
            trace.text LIKE '%said "yes"%'                        ~ [6, 2]
            trace.text LIKE '%key: value%'                        ~ [6, 2]
            trace.text LIKE '% value%'                            ~ [6, 2]
            trace.text LIKE '%one%two%'                           ~ [6, 2]
            span.content ILIKE '%get_order%'                      ~ [6, 2]
            tag.env ILIKE 'é%'                                    ~ [3]
            feedback.score > 0.5 AND feedback.score IS NOT NULL   ~ []
            feedback.quality = 'good'                             ~ []
            feedback.quality != '5'                               ~ [5]
            feedback.quality = '["é"]'                            ~ [5]
            feedback.quality LIKE '%good%'                        ~ []
            feedback.quality LIKE 'good%'                         ~ [5]
            expectation.answer LIKE '%Zürich%'                    ~ [5]
            feedback.quality RLIKE 'good'                         ~ [5]
            timestamp_ms > 5 AND span.name = 'x'                  ~ [7]
            run_id = 'a' AND run_id = 'b'                         ~ [8]
            run_id = 'a' AND metadata.`mlflow.sourceRun` = 'b'    ~ [8]
            metadata."mlflow.sourceRun" = ''                      ~ [8]
            run_id = '' AND status = 'OK'                         ~ [8]
            tag.us LIKE 'a\\_b'                                    ~ [9]
            tag.us LIKE 'a\\\\_b'                                   ~ []
            tag.us LIKE 'a\\\\\\_b'                                  ~ [9]
            tag.us = 'it''s'                                      ~ [10]
            tags.`name` = 'x'                                     ~ [11]
            span.`name` = 'x' AND trace.`name` = 'x'              ~ []
            attributes.`timestamp` = 5                            ~ []
            issue.`name` = 'x'                                    ~ [11]
            tags.`NAME` = 'x'                                     ~ [11]
            tags."`env`" = 'x'                                    ~ [11]
            span.type = 'LLM'                                     ~ [14]
            span.type NOT IN ('LLM')                              ~ [14]
            name RLIKE '(?i)^a[^b]+(c|d){2}\\.\\\\w'                 ~ []
            name RLIKE '^\\d+'                                     ~ [15]
            name RLIKE 'a$'                                       ~ [15]
            name RLIKE 'a(?i)b'                                   ~ [15]
            name RLIKE '(?-i)a'                                   ~ [15]
            name RLIKE '(?U)a'                                    ~ [15]
            name RLIKE '(?iU:a)'                                  ~ [15]
            name RLIKE '(?-i:a)'                                  ~ []
            name RLIKE '\\x{41}'                                  ~ [15]
            name RLIKE '\\x41'                                    ~ []
            name RLIKE '(?:a\\$)'                                  ~ []
            name = 'a' tag.env IS NULL                            ~ [16]
            tag.env IS NULL name IS NOT NULL and tag.a IS NULL    ~ []
            """)
    void theReasonsWhyAServerMayAnswerOtherwiseAreToldByNumber(String filter, String improvements) {
        assertThat(ServerDifferences.of(filter).stream()
                        .map(ServerDifference::improvement)
                        .toList()
                        .toString())
                .isEqualTo(improvements);
    }

    @Test
    void anAndMayBeLeftOutForAnyWhiteSpace() {
        assertThat(ServerDifferences.of("name = 'a'\u0085tag.env IS NULL"))
                .extracting(ServerDifference::improvement)
                .containsExactly(16);
    }
}
