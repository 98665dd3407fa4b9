package dev.trawl.cli.session;

import dev.trawl.cli.render.Judgements;
import dev.trawl.trace.Assessment;
import dev.trawl.trace.TraceInfo;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What is told of a session: sums over its traces that were selected. Not thread-safe. */
final class SessionSummary {
    private final String id;
    private long turns;
    private long failed;
    private long firstMs = Long.MAX_VALUE;
    private long lastMs = Long.MIN_VALUE;
    private Optional<String> user = Optional.empty();
    private final Set<String> judgements = new LinkedHashSet<>();

    SessionSummary(String id) {
        this.id = id;
    }

    void add(TraceInfo info) {
        turns++;
        failed += info.state().equals("ERROR") ? 1 : 0;
        firstMs = Math.min(firstMs, info.timestampMs());
        lastMs = Math.max(lastMs, info.timestampMs());
        user = user.or(info::user);
        info.assessments().stream()
                .filter(Assessment::valid)
                .forEach(assessment -> Judgements.said(assessment).ifPresent(judgements::add));
    }

    String id() {
        return id;
    }

    long turns() {
        return turns;
    }

    long failed() {
        return failed;
    }

    long firstMs() {
        return firstMs;
    }

    long lastMs() {
        return lastMs;
    }

    Optional<String> user() {
        return user;
    }

    /** {@code thumbs = down, tone = 2}: each once. */
    String judged() {
        return String.join(", ", judgements);
    }
}
