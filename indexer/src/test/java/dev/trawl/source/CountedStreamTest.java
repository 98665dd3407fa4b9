package dev.trawl.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class CountedStreamTest {
    @Test
    void gzipIsNeverToldThatNothingFollows() throws IOException {
        try (var stream = new CountedStream(InputStream.nullInputStream())) {
            assertThat(stream.available()).isEqualTo(1);
        }
    }
}
