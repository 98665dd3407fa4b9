package dev.trawl.cli.stats;

import dev.trawl.cli.console.DurationConverter;
import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.Parameter;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.console.UsageException;
import dev.trawl.cli.render.Quantity;
import dev.trawl.cli.search.OrderClauses;
import dev.trawl.query.RequestPart;
import dev.trawl.query.stats.Histogram;
import dev.trawl.query.stats.StatsRequest;
import dev.trawl.query.stats.TooManyBarsException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code trawl histogram}: traces over time, as bars. */
public final class HistogramCommand implements Callable<Integer> {
    private static final String AUTO = "auto";

    private final Surroundings surroundings;
    private final Selection selection;

    private final Parameter<String> filter = Parameter.optionalArgument()
            .takes("FILTER", "Which traces. Quote it for the shell. Default: all traces.")
            .text("");

    private final Parameter<String> by = Parameter.option("-b", "--by")
            .takes("WIDTH", "How much time a bar stands for: 1h, 1d, 7d, 15m or auto (default).")
            .text(AUTO);

    private final Parameter<String> metric = Parameter.option("-m", "--metric")
            .takes("METRIC", "What bars show: count (default), or such as 'p95 of duration', as for trawl stats.")
            .text("count");

    private final Parameter<Optional<String>> spans = Parameter.option("--spans")
            .takes("FILTER", "Count spans instead of traces: those for which this filter holds.")
            .optionalText();

    public HistogramCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.selection = new Selection(surroundings);
    }

    /** The command as picocli needs it. */
    public CommandSpec specification() {
        var specification = CommandSpec.wrapWithoutInspection(this).name("histogram");
        specification
                .usageMessage()
                .description(
                        "Show when the traces of a filter began, as bars over time.",
                        "",
                        "Times are UTC; bars begin at full minutes, hours and days, those of weeks on Mondays. The part of a bar"
                                + " that failed (status ERROR) is red, or shaded where there is no colour.")
                .footer(
                        "",
                        "Examples:",
                        "  trawl histogram",
                        "  trawl histogram \"status = 'ERROR'\" --by 1h",
                        "  trawl histogram --by 1d --metric 'p95 of duration'");
        Parameter.addAll(specification, filter, by, metric, spans);
        Parameter.addAll(specification, selection.options().toArray(Parameter<?>[]::new));
        return specification;
    }

    @Override
    public Integer call() throws IOException {
        var width = width();
        var metrics = OrderClauses.split("--metric", List.of(metric.value()));
        if (metrics.size() > 1) {
            throw new UsageException("A histogram shows one metric, not several; trawl stats shows several.");
        }
        var request = new StatsRequest(
                selection.request(filter.value()),
                spans.value(),
                List.of(),
                List.of(metrics.getFirst().text()));
        var texts = Selection.texts(filter.value(), spans.value()).with(RequestPart.METRICS, metrics);
        var histogram = selection.worked(texts, Optional::isEmpty, (search, listener) -> {
            try {
                var drawn = search.numbers().histogram(request, width, listener);
                selection.tellAbsent(search, request);
                return drawn;
            } catch (TooManyBarsException e) {
                throw new UsageException("Invalid value for '--by': " + by.value() + " would make "
                        + Quantity.of(e.bars(), "bar") + "; choose a longer time, or auto.");
            }
        });
        print(histogram);
        return ExitCode.SUCCESS.number();
    }

    private Optional<Duration> width() {
        if (by.value().equals(AUTO)) {
            return Optional.empty();
        }
        try {
            var width = new DurationConverter().convert(by.value());
            if (width.isPositive()) {
                return Optional.of(width);
            }
        } catch (TypeConversionException noDuration) {
            throw wrongWidth();
        }
        throw wrongWidth();
    }

    private UsageException wrongWidth() {
        return new UsageException(
                "Invalid value for '--by': '" + by.value()
                        + "' is no length of time such as 15m, 1h or 7d, nor auto. (To group by a field: trawl stats --by FIELD.)");
    }

    private void print(Optional<Histogram> histogram) {
        var head = JsonNodeFactory.instance
                .objectNode()
                .put(
                        "counted",
                        histogram.map(drawn -> Figure.plural(drawn.unit())).orElse("traces"))
                .put("total", histogram.map(Histogram::total).orElse(0L));
        histogram.ifPresent(drawn -> head.put("width_ms", drawn.grid().width()));
        var bars = new BarChart(histogram, surroundings.tableColumns(), surroundings.outputColours());
        selection.print(bars.sheet(), head, "bars");
        selection.tell(histogram.map(HistogramCommand::summary).orElse("0 traces"));
    }

    private static String summary(Histogram histogram) {
        return Quantity.of(histogram.total(), Figure.noun(histogram.unit())) + ", a bar is "
                + TimeText.width(histogram.grid().width()) + ", times are UTC";
    }
}
