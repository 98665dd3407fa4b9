package dev.trawl.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.cli.RecordedTraces;
import dev.trawl.cli.console.Output;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracesDocumentTest {
    @ParameterizedTest
    @ValueSource(strings = {"export-1.json", "export-2.json", "export-1-nospans.json"})
    void theDocumentOfRecordedTracesIsWhatMlflowPrinted(String file) {
        var printed = printed(document -> {
            RecordedTraces.exported(file).forEach(document::add);
            document.finish(Optional.empty());
        });

        assertThat(printed).isEqualTo(RecordedTraces.text("corpus/" + file));
    }

    @Test
    void withoutTracesTheListIsEmpty() {
        assertThat(printed(document -> document.finish(Optional.of("eyJvZmZzZXQiOiA1fQ=="))))
                .isEqualTo("""
                {
                  "traces": [],
                  "next_page_token": "eyJvZmZzZXQiOiA1fQ=="
                }
                """);
    }

    @Test
    void selectedFieldsStandInTheDocument() {
        var printed = printed(document -> {
            document.add(RecordedTraces.named("t02"), FieldPath.list("info.state,data.spans.*.name"));
            document.finish(Optional.empty());
        });

        assertThat(printed).isEqualTo("""
                {
                  "traces": [
                    {
                      "info": {
                        "state": "ERROR"
                      },
                      "data": {
                        "spans": [
                          {
                            "name": "agent"
                          },
                          {
                            "name": "search"
                          },
                          {
                            "name": "llm_call"
                          }
                        ]
                      }
                    }
                  ],
                  "next_page_token": null
                }
                """);
    }

    private static String printed(Consumer<TracesDocument> writing) {
        var bytes = new ByteArrayOutputStream();
        var output = new Output(bytes);
        writing.accept(new TracesDocument(output));
        output.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
