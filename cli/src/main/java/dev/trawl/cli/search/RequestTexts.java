package dev.trawl.cli.search;

import dev.trawl.cli.console.ExitCode;
import dev.trawl.cli.console.FailureException;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.cli.render.ProblemText;
import dev.trawl.query.FilterException;
import dev.trawl.query.RequestPart;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The texts that make a request, by what they are in it.
 *
 * @param byPart in the order in which the request has them
 */
public record RequestTexts(Map<RequestPart, List<GivenText>> byPart) {
    /** What the argument that is a filter is called. */
    public static final String FILTER = "filter";

    public RequestTexts {
        byPart = Map.copyOf(byPart);
    }

    /** Those of a request that is nothing but a filter. */
    public static RequestTexts ofFilter(String filter) {
        return ofFilter(FILTER, filter);
    }

    /**
     * Those of a request whose filter has a name of its own.
     *
     * @param name such as {@code filter A}
     */
    public static RequestTexts ofFilter(String name, String filter) {
        return new RequestTexts(Map.of(RequestPart.FILTER, List.of(GivenText.of(name, filter))));
    }

    /** These and those of another part. */
    public RequestTexts with(RequestPart part, List<GivenText> texts) {
        var more = new EnumMap<RequestPart, List<GivenText>>(byPart);
        more.put(part, List.copyOf(texts));
        return new RequestTexts(more);
    }

    /** Those that are filters. */
    public List<GivenText> filters() {
        return Stream.of(RequestPart.FILTER, RequestPart.OTHER_FILTER, RequestPart.SPANS)
                .flatMap(part -> of(part).stream())
                .toList();
    }

    /**
     * How a command ends when one of the texts means nothing: it is shown with the place of each problem.
     *
     * @param forMachines whether as JSON
     */
    public FailureException failure(FilterException wrong, boolean forMachines, Surroundings surroundings) {
        var texts = of(wrong.part());
        var given = texts.get(wrong.index());
        // MLflow refuses an order as a whole, which may have been given in several pieces.
        var shown = given.text().equals(wrong.text()) ? given.inWhole(wrong) : wrong;
        return new FailureException(
                ExitCode.USAGE,
                forMachines
                        ? ProblemText.json(given.name(), shown)
                        : ProblemText.of(given.name(), shown, surroundings.messageColours()));
    }

    private List<GivenText> of(RequestPart part) {
        return byPart.getOrDefault(part, List.of());
    }
}
