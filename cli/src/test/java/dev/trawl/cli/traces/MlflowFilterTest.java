package dev.trawl.cli.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class MlflowFilterTest {
    @Test
    void theRunIsAddedAsMlflowsClientAddsIt() {
        assertThat(MlflowFilter.of("status = 'OK'", "r1", Optional.empty()))
                .isEqualTo("status = 'OK' AND attribute.run_id = 'r1'");
        assertThat(MlflowFilter.of("", "r1", Optional.empty())).isEqualTo("attribute.run_id = 'r1'");
        assertThat(MlflowFilter.of("status = 'OK'", "", Optional.empty())).isEqualTo("status = 'OK'");
    }

    @Test
    void anOrOrACommentDoesNotSwallowTheRun() {
        assertThat(MlflowFilter.of("name = 'a' or name = 'b' -- both", "r1", Optional.empty()))
                .isEqualTo("(name = 'a' or name = 'b' -- both\n) AND attribute.run_id = 'r1'");
    }

    @Test
    void theModelIsAConditionOnTheMetadata() {
        assertThat(MlflowFilter.of("", "r1", Optional.of("m1")))
                .isEqualTo("request_metadata.`mlflow.modelId` = 'm1' AND attribute.run_id = 'r1'");
    }

    @Test
    void anIdIsAnIdWhateverItLooksLike() {
        assertThat(MlflowFilter.of("", "r' OR status = 'OK", Optional.empty()))
                .isEqualTo("attribute.run_id = 'r'' OR status = ''OK'");
        assertThat(MlflowFilter.of("", "r\\", Optional.of("it's")))
                .isEqualTo("request_metadata.`mlflow.modelId` = 'it''s' AND attribute.run_id = u'r\\\\'");
    }

    @Test
    void whatMlflowsClientRefusesIsRefusedInItsWords() {
        assertThatThrownBy(() -> MlflowFilter.of("status = 'OK'", "", Optional.of("m1")))
                .hasMessage("INVALID_PARAMETER_VALUE: Cannot specify both `model_id` or `filter_string` in the"
                        + " search_traces call.");
        assertThatThrownBy(() -> MlflowFilter.of("metadata.`mlflow.sourceRun` = 'r'", "r1", Optional.empty()))
                .hasMessage("INVALID_PARAMETER_VALUE: You cannot filter by run_id when it is already part of the filter"
                        + " string.Please remove the mlflow.sourceRun filter from the filter string and try again.");
    }
}
