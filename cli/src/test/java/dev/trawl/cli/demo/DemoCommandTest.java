package dev.trawl.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.cli.Command;
import dev.trawl.query.SearchListener;
import dev.trawl.query.SearchRequest;
import dev.trawl.query.TraceSearch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
    private static final Pattern COUNT = Pattern.compile("(?m)^(?:\\d+ of )?([\\d,]+) traces?$");

    @Test
    void threeSearchesFindWhatTheSampleDataHides(@TempDir Path cache) throws IOException {
        var command = Command.PLAIN.with("XDG_CACHE_HOME", cache.toString());
        var ended = command.run("demo");

        assertThat(ended.code()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out())
                .startsWith("Indexed 353 traces ")
                .contains("export TRAWL_INDEX=" + cache.resolve("trawl/demo"));
        assertThat(COUNT.matcher(ended.out()).results().map(match -> match.group(1)))
                .containsExactly("28", "1", "2");
        assertThat(command.run("demo")).isEqualTo(ended);
        try (var search = TraceSearch.open(cache.resolve("trawl/demo"))) {
            assertThat(search.count(SearchRequest.of(""), SearchListener.NONE)).isEqualTo(353);
        }
    }
}
