package dev.trawl.cli.explain;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.Harmless;
import dev.trawl.cli.console.IndexOption;
import dev.trawl.cli.console.Parameter;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.index.NoSuchIndexException;
import dev.trawl.query.KeyCount;
import dev.trawl.query.bind.FieldCatalog;
import dev.trawl.trace.PythonJson;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code trawl fields}: every field of the filter language, and the keys that the index has. */
public final class FieldsCommand implements Callable<Integer> {
    private static final int LONGEST_EXAMPLE = 40;

    private final Surroundings surroundings;

    private final IndexOption index = new IndexOption();

    private final Parameter<ExplainFormat> format = Parameter.option("--output")
            .takes("FORMAT", "text (default) or json.")
            .choice(ExplainFormat.class, ExplainFormat.TEXT);

    public FieldsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The command as picocli needs it. */
    public CommandSpec specification() {
        var specification = CommandSpec.wrapWithoutInspection(this).name("fields");
        specification
                .usageMessage()
                .description(
                        "List what a filter can name, and the keys that the index holds.",
                        "",
                        "First the fields with their operators and meaning, then the index's tag, metadata, assessment and attribute"
                                + " keys with the number of traces that have them and examples.")
                .footer("", "Example:", "  trawl fields | grep -i model");
        Parameter.addAll(specification, index.option(), format);
        return specification;
    }

    @Override
    public Integer call() throws IOException {
        try (var search = index.open(surroundings)) {
            print(search.keys());
        } catch (NoSuchIndexException withoutKeys) {
            print(List.of());
            throw withoutKeys;
        }
        return ExitCode.SUCCESS.number();
    }

    private void print(List<KeyCount> keys) {
        switch (format.value()) {
            case TEXT -> {
                FieldCatalog.rows().forEach(row -> surroundings.output().line(text(row)));
                keys.forEach(key -> surroundings.output().line(text(key)));
            }
            case JSON -> surroundings.output().line(json(keys));
        }
    }

    private static String text(FieldCatalog.Row row) {
        return String.format(Locale.ROOT, "%-28s  %-46s  %s", row.name(), row.operators(), row.meaning());
    }

    private static String text(KeyCount key) {
        var examples = key.examples().stream().map(FieldsCommand::shortened).collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT, "%-40s  %,10d traces  %s", Harmless.line(key.field()), key.traces(), examples);
    }

    private static String shortened(String example) {
        var line = Harmless.line(example);
        return line.codePointCount(0, line.length()) <= LONGEST_EXAMPLE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_EXAMPLE)) + "…";
    }

    private static String json(List<KeyCount> keys) {
        var json = JsonNodeFactory.instance.objectNode();
        var fields = json.putArray("fields");
        FieldCatalog.rows()
                .forEach(row -> fields.addObject()
                        .put("name", row.name())
                        .put("operators", row.operators())
                        .put("meaning", row.meaning()));
        var counts = json.putArray("keys");
        for (var key : keys) {
            var examples = counts.addObject()
                    .put("field", key.field())
                    .put("traces", key.traces())
                    .putArray("examples");
            key.examples().forEach(examples::add);
        }
        return PythonJson.readable(json);
    }
}
