package dev.trawl.bench;

import dev.trawl.query.bind.Binder;
import dev.trawl.query.scan.ScanEvaluator;
import dev.trawl.query.scan.SessionAssessments;
import dev.trawl.source.FoundTrace;
import dev.trawl.source.ImportProblemException;
import dev.trawl.source.TraceFiles;
import dev.trawl.trace.TraceParts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Counts the traces of a file that filters select by looking at each of them: no index, no stored form. The filters are
 * lines of JSON on standard input; a line with size and digest ({@link IdSet}) answers each when all traces were seen.
 * Filters on assessments are not for this: one made for a session would not count for the session's other traces.
 */
public final class BruteForce {
    /** Bytes of JSON being worked on at a time. */
    private static final int MOST_IN_HAND = 64 << 20;

    private static final int TRACES_BETWEEN_NOTES = 10_000;

    private final List<Question> questions;
    private final Semaphore room = new Semaphore(MOST_IN_HAND, true);

    private BruteForce(List<Question> questions) {
        this.questions = questions;
    }

    private record Question(String filter, Predicate<TraceParts> matches, IdSet found) {
        static Question of(String filter) {
            var condition = Binder.bind(filter, true, Clock.systemUTC());
            var noSessions = new SessionAssessments(Stream::empty);
            return new Question(filter, ScanEvaluator.predicate(condition, noSessions), new IdSet());
        }
    }

    /** Counts in the file that is the only argument. */
    public static void main(String[] arguments) throws IOException, ImportProblemException {
        var json = JsonMapper.shared();
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var questions = lines.lines()
                .map(line -> Question.of(json.readTree(line).asString()))
                .toList();
        new BruteForce(questions).read(Path.of(arguments[0]));
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (var question : questions) {
            out.println(question.found().describedIn(json.createObjectNode().put("filter", question.filter())));
        }
    }

    private void read(Path file) throws IOException, ImportProblemException {
        try (var files = TraceFiles.of(List.of(file), System.in);
                var traces = files.open(file, () -> true);
                var threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            long seen = 0;
            for (var found = traces.next(); found.isPresent(); found = traces.next()) {
                var trace = found.get();
                int size = Math.clamp(trace.size(), 0, MOST_IN_HAND);
                room.acquireUninterruptibly(size);
                threads.execute(() -> {
                    ask(trace);
                    room.release(size);
                });
                seen++;
                if (seen % TRACES_BETWEEN_NOTES == 0) {
                    System.err.println(seen + " traces");
                }
            }
        }
    }

    private void ask(FoundTrace found) {
        var trace = decoded(found).map(OnceDecoded::new);
        for (var question : questions) {
            trace.filter(question.matches())
                    .ifPresent(match -> question.found().add(match.info().traceId()));
        }
    }

    private static Optional<dev.trawl.trace.IndexedTrace> decoded(FoundTrace found) {
        try {
            return Optional.of(found.decode());
        } catch (ImportProblemException e) {
            System.err.println("left out: " + e.problem());
            return Optional.empty();
        }
    }
}
