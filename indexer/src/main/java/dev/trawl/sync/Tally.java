package dev.trawl.sync;

import dev.trawl.indexer.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Counts while several threads work. */
final class Tally {
    private final LongAdder added = new LongAdder();
    private final LongAdder updated = new LongAdder();
    private final LongAdder unchanged = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder withoutSpans = new LongAdder();
    private final LongAdder linkedRuns = new LongAdder();
    private final LongAdder linkedPrompts = new LongAdder();
    private final LongAdder reconciled = new LongAdder();
    private final LongAdder deleted = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder waiting = new LongAdder();
    private final List<SyncFailure> failures = new ArrayList<>();

    void count(Change change) {
        switch (change) {
            case NEW -> added.increment();
            case UPDATED -> updated.increment();
            case UNCHANGED -> unchanged.increment();
        }
    }

    void countWithoutSpans() {
        withoutSpans.increment();
    }

    void countLinkedRun() {
        linkedRuns.increment();
    }

    void countLinkedPrompt() {
        linkedPrompts.increment();
    }

    void countReconciled() {
        reconciled.increment();
    }

    void countDeleted() {
        deleted.increment();
    }

    void countDropped(long traces) {
        dropped.add(traces);
    }

    void countWaiting(long traces) {
        waiting.add(traces);
    }

    void countFailed() {
        failed.increment();
    }

    void failedTrace(String id, String reason) {
        countFailed();
        failed("trace " + id, reason);
    }

    synchronized void failed(String subject, String reason) {
        if (failures.size() < SyncReport.MOST_FAILURES) {
            failures.add(new SyncFailure(subject, reason));
        }
    }

    TraceCounts counts() {
        return new TraceCounts(added.sum(), updated.sum(), unchanged.sum(), failed.sum(), withoutSpans.sum());
    }

    LateTruth lateTruth() {
        return new LateTruth(reconciled.sum(), deleted.sum(), dropped.sum(), linkedRuns.sum(), linkedPrompts.sum());
    }

    long waiting() {
        return waiting.sum();
    }

    synchronized List<SyncFailure> failures() {
        return List.copyOf(failures);
    }
}
