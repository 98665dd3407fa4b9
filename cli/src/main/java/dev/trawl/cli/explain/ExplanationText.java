package dev.trawl.cli.explain;

import dev.trawl.cli.console.Harmless;
import dev.trawl.query.CompiledFilter;
import dev.trawl.query.Explanation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An explanation as lines for a person, a heading before each. */
final class ExplanationText {
    private static final int TERMS_SHOWN = 20;

    private ExplanationText() {}

    static String of(Explanation explanation) {
        var lines = new ArrayList<String>();
        lines.add("read as:    " + (explanation.filter().isEmpty() ? "(no condition)" : explanation.filter()));
        lines.add("means:      " + explanation.condition());
        lines.add("looks up:   " + explanation.compiled().query());
        lines.add("checks:     " + checks(explanation.compiled().check()));
        explanation.compiled().thorough().ifPresent(thorough -> {
            lines.add("or, if that leaves many traces to check,");
            lines.add("looks up:   " + thorough.query());
            lines.add("checks:     " + checks(thorough.check()));
        });
        terms(explanation, lines);
        explanation
                .run()
                .ifPresent(run -> lines.add(String.format(
                        Locale.ROOT,
                        "ran:        %,d candidates, %,d hits, %.1f ms",
                        run.candidates(),
                        run.hits(),
                        run.milliseconds())));
        explanation.absent().forEach(sentence -> lines.add("not there:  " + sentence));
        server(explanation, lines);
        return Harmless.of(String.join("\n", lines));
    }

    private static String checks(CompiledFilter.Check check) {
        return switch (check) {
            case NONE -> "nothing, the index decides exactly";
            case SOME -> "what the index cannot decide, on the stored trace";
            case ALL -> "each candidate, on the stored trace";
        };
    }

    private static void terms(Explanation explanation, List<String> lines) {
        var terms = explanation.compiled().terms();
        var heading = "terms:      ";
        for (var term : terms.subList(0, Math.min(TERMS_SHOWN, terms.size()))) {
            lines.add(heading + String.format(Locale.ROOT, "%,d traces have %s", term.documents(), term.term()));
            heading = "            ";
        }
        if (terms.size() > TERMS_SHOWN) {
            lines.add(heading + "and " + (terms.size() - TERMS_SHOWN) + " more");
        }
    }

    private static void server(Explanation explanation, List<String> lines) {
        var heading = "on MLflow:  ";
        if (explanation.refusal().isPresent()) {
            lines.add(heading + "refused: " + explanation.refusal().get());
            heading = "            ";
        }
        for (var difference : explanation.differences()) {
            lines.add(heading + difference.sentence() + " (improvement " + difference.improvement() + ")");
            heading = "            ";
        }
        if (explanation.refusal().isEmpty() && explanation.differences().isEmpty()) {
            lines.add(heading + "the same traces");
        }
    }
}
