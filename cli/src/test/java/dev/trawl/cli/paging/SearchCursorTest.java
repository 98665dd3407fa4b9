package dev.trawl.cli.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trawl.cli.console.UsageException;
import dev.trawl.query.SortPosition;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchCursorTest {
    @Test
    void aTokenSaysThePlaceWhateverTheValuesAre() {
        var position = new SortPosition(List.of(
                key(Optional.empty(), Optional.empty()),
                key(Optional.empty(), Optional.of("12345678901234567890.5")),
                key(Optional.of("Zürich \uD83D\uDE00 \uD83D ' \""), Optional.empty()),
                key(Optional.of("0.5"), Optional.of("0.5"))));
        var cursor = new SearchCursor(List.of("feedback.`a b` DESC", "cost"), position);

        assertThat(SearchCursor.parse(cursor.toString())).contains(cursor);
        assertThat(cursor.toString()).matches("[A-Za-z0-9_-]+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "eyJvZmZzZXQiOiA1fQ==", "e30", "§"})
    void whatIsNoneOfOurTokensIsLeftToOthers(String token) {
        assertThat(SearchCursor.parse(token)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[{}, {}]",
                "[{\"number\": \"5\"}]",
                "[{\"number\": \"1.5\"}, {\"text\": \"tr-1\"}]",
                "[{\"number\": \"1e99\"}, {\"text\": \"tr-1\"}]",
                "[{\"number\": \"1e2000000000\"}, {\"text\": \"tr-1\"}]",
                "[{\"text\": \"5\"}, {\"text\": \"tr-1\"}]",
                "[{\"number\": \"5\"}, {\"number\": \"5\"}]"
            })
    void aPlaceThatIsNoneIsRefused(String keys) {
        var json = "{\"order_by\": [], \"after\": " + keys + "}";
        var token = Base64.getUrlEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
        var cursor = SearchCursor.parse(token).orElseThrow();

        assertThatThrownBy(() -> cursor.within(List.of()))
                .isInstanceOf(UsageException.class)
                .hasMessage("The page token is not as trawl gave it.");
    }

    @Test
    void aPlaceInAnOrderThatMeansNothingIsRefused() {
        var cursor = new SearchCursor(List.of("nope"), new SortPosition(List.of()));

        assertThatThrownBy(() -> cursor.within(List.of("nope")))
                .isInstanceOf(UsageException.class)
                .hasMessage("The page token is not as trawl gave it.");
    }

    @Test
    void aPlaceInTheUsualOrderIsTaken() {
        var position = new SortPosition(List.of(
                key(Optional.empty(), Optional.of("1795744801500")), key(Optional.of("tr-1"), Optional.empty())));

        assertThat(new SearchCursor(List.of(), position).within(List.of())).isEqualTo(position);
    }

    private static SortPosition.Key key(Optional<String> text, Optional<String> number) {
        return new SortPosition.Key(text, number.map(BigDecimal::new));
    }
}
