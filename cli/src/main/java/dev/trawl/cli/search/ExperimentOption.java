package dev.trawl.cli.search;

import dev.trawl.cli.console.Parameter;
import dev.trawl.cli.console.Surroundings;
import dev.trawl.query.Holding;
import dev.trawl.query.Similar;
import dev.trawl.query.TraceSearch;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The option that says which experiments are meant. */
public final class ExperimentOption {
    private static final int IDS_LISTED = 10;

    private final Parameter<List<String>> ids = Parameter.option("-x", "--experiment-id")
            .takes("ID", "Only traces of this experiment; may be repeated. Default: all experiments.")
            .textsBetweenCommas();

    public Parameter<List<String>> option() {
        return ids;
    }

    public List<String> ids() {
        return ids.value();
    }

    /** Says so when the index knows nothing of an experiment that was asked for. */
    public void check(TraceSearch search, Surroundings surroundings) throws IOException {
        check(ids.value(), search, surroundings);
    }

    /** Says so when the index knows nothing of one of these experiments. */
    public static void check(Collection<String> wanted, TraceSearch search, Surroundings surroundings)
            throws IOException {
        if (wanted.isEmpty() || surroundings.volume().isQuiet()) {
            return;
        }
        var known =
                search.holdings().stream().map(Holding::experimentId).collect(Collectors.toCollection(TreeSet::new));
        wanted.stream()
                .filter(id -> !known.contains(id))
                .forEach(id -> surroundings.tell(
                        "trawl: the index holds no trace of experiment '" + id + "'" + hint(id, known)));
    }

    private static String hint(String wrong, Collection<String> known) {
        if (known.isEmpty()) {
            return "";
        }
        var all = known.stream().limit(IDS_LISTED).collect(Collectors.joining(", "))
                + (known.size() > IDS_LISTED ? ", …" : "");
        return Similar.to(wrong, known)
                .filter(id -> id.length() > 2)
                .map(id -> "; did you mean '" + id + "'?")
                .orElse("; it holds those of " + all);
    }
}
