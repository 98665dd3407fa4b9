package dev.trawl.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@code --quiet search FILTER -> search --quiet FILTER}: what is said of every verb may stand before it. So may the
 * {@code --} that ends options, as in MLflow's command line: {@code -- search FILTER -> search FILTER}.
 */
final class VerbFirst {
    private static final Set<String> OF_EVERY_VERB = Set.of("-q", "--quiet", "-v", "--verbose");

    private VerbFirst() {}

    static String[] of(String... words) {
        if (words.length > 1 && words[0].equals("--")) {
            return of(Arrays.copyOfRange(words, 1, words.length));
        }
        var all = Arrays.asList(words);
        var before = all.stream().takeWhile(OF_EVERY_VERB::contains).toList();
        var rest = all.subList(before.size(), all.size());
        if (before.isEmpty() || rest.isEmpty() || rest.getFirst().startsWith("-")) {
            return words;
        }
        // Help is what was asked for, whatever the volume.
        var kept = rest.getFirst().equals("help") ? List.<String>of() : before;
        return Stream.of(rest.subList(0, 1), kept, rest.subList(1, rest.size()))
                .flatMap(List::stream)
                .toArray(String[]::new);
    }
}
