package dev.trawl.sync;

import dev.trawl.mlflow.Experiment;
import dev.trawl.mlflow.MlflowException;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Finds out which traces are linked to a prompt version. Most say so in a tag; but a link may also be made on the server
 * alone (mlflow/store/tracking/sqlalchemy_store.py, {@code link_prompts_to_trace}, 3.17.2), and then only the filter
 * {@code prompt = 'name/version'} finds it.
 *
 * <p>Asked about are the newest prompt versions over the time that was read, by this refresh and by those before it that
 * ended before they had asked, and when the refresh reconciles, all of them over all time.
 */
final class PromptLinks {
    /** What the keys in the commit data begin with. */
    private static final String PROMPTS = "prompts:";

    /** A guess: traces of today use prompts of late; one question for each takes about ten milliseconds. */
    private static final int MOST_VERSIONS = 200;

    private final Refresh refresh;
    private final List<String> locations;

    PromptLinks(Refresh refresh, List<Experiment> experiments) {
        this.refresh = refresh;
        this.locations = experiments.stream().map(Experiment::id).toList();
    }

    /** Since when traces of an experiment were read without asking about their links, if there are such traces. */
    static OptionalLong unaskedSinceMs(Refresh refresh, String experimentId) {
        return Checkpoints.json(refresh.writer().commitData(), key(refresh, experimentId))
                .filter(JsonNode::isIntegralNumber)
                .map(since -> OptionalLong.of(since.longValue()))
                .orElse(OptionalLong.empty());
    }

    /** Notes that traces are about to be read: a refresh that ends before it has asked leaves that to the next one. */
    static void noteUnasked(Refresh refresh, ChosenExperiments chosen) {
        var sinceMs = Long.toString(chosen.reconcilingAny() ? 0 : chosen.fromMs());
        chosen.experiments().forEach(experiment -> refresh.commits().note(key(refresh, experiment.id()), sinceMs));
    }

    private static String key(Refresh refresh, String experimentId) {
        return PROMPTS + refresh.source() + ":" + experimentId;
    }

    /**
     * Puts what it learns into the index.
     *
     * @param all whether about all versions and traces
     * @param fromMs the first timestamp of traces that are asked for, unless it is about all
     */
    void read(boolean all, long fromMs) throws IOException {
        if (locations.isEmpty()) {
            return;
        }
        var reading = new LinkReading(refresh, locations, refresh.tally()::countLinkedPrompt);
        var incomplete = reading.incomplete(versions(all), version -> question(version, all ? 0 : fromMs));
        if (incomplete.isEmpty()) {
            locations.forEach(id -> refresh.commits().note(key(refresh, id), ""));
        }
    }

    private static LinkReading.Question question(String version, long fromMs) {
        return new LinkReading.Question(
                "prompt " + version,
                "prompt = '" + version + "'",
                fromMs,
                info -> info.linkedPrompts().contains(version),
                known -> known.withLinkedPrompts(Set.of(version)));
    }

    private List<String> versions(boolean all) throws IOException {
        try {
            // One with a quote or a second slash in its name cannot be asked for.
            return refresh.client().promptVersions(all ? Integer.MAX_VALUE : MOST_VERSIONS).stream()
                    .filter(version -> version.indexOf('\'') < 0 && version.indexOf('/') == version.lastIndexOf('/'))
                    .toList();
        } catch (MlflowException e) {
            if (e.kind().concernsWholeServer()) {
                throw e;
            }
            // A server without a model registry has no prompts.
            return List.of();
        }
    }
}
