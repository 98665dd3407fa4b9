package dev.trawl.query.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/filter-language.md says what the program does. {@code TRAWL_UPDATE_DOCS=1} writes the table of fields anew. */
class FilterLanguagePageTest {
    private static final Path PAGE = Path.of("../docs/filter-language.md");
    private static final Pattern EXAMPLES = Pattern.compile("```filter\n(.*?)```", Pattern.DOTALL);
    private static final Pattern FIELDS = Pattern.compile("(<!-- fields -->\n).*?(<!-- /fields -->)", Pattern.DOTALL);

    static Stream<String> examples() throws IOException {
        return EXAMPLES.matcher(Files.readString(PAGE))
                .results()
                .flatMap(block -> Arrays.stream(block.group(1).split("\n")));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsAFilter(String example) {
        assertThatCode(() -> Binder.bind(example, true, Clock.systemUTC())).doesNotThrowAnyException();
    }

    @Test
    void theTableListsTheFieldsOfTheCatalog() throws IOException {
        var page = Files.readString(PAGE);
        var current = FIELDS.matcher(page).replaceFirst(match -> match.group(1) + table() + match.group(2));
        if (System.getenv("TRAWL_UPDATE_DOCS") != null) {
            Files.writeString(PAGE, current);
            return;
        }

        assertThat(page).isEqualTo(current);
    }

    private static String table() {
        return "| field | operators | what it is |\n|---|---|---|\n"
                + FieldCatalog.rows().stream().map(FilterLanguagePageTest::row).collect(Collectors.joining());
    }

    private static String row(FieldCatalog.Row row) {
        var others = row.others().isEmpty()
                ? ""
                : " (" + row.others().stream().map(name -> "`" + name + "`").collect(Collectors.joining(", ")) + ")";
        return "| `" + row.name() + "`" + others + " | " + row.operators() + " | " + row.meaning() + " |\n";
    }
}
