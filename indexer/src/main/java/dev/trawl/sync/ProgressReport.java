package dev.trawl.sync;

import dev.trawl.mlflow.Experiment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/** Tells a listener how far a refresh is, one call at a time: always of the first experiment of which there is more to read. */
final class ProgressReport {
    private final Refresh refresh;
    private final SyncListener listener;
    private final int experiments;
    private final Deque<Part> begun = new ArrayDeque<>();
    private int count;

    ProgressReport(Refresh refresh, SyncListener listener, int experiments) {
        this.refresh = refresh;
        this.listener = listener;
        this.experiments = experiments;
    }

    synchronized Part begin(Experiment experiment) {
        var part = new Part(experiment, ++count);
        begun.addLast(part);
        tell();
        return part;
    }

    private void tell() {
        if (!begun.isEmpty()) {
            var part = begun.stream().filter(Part::goesOn).findFirst().orElseGet(begun::getLast);
            listener.progress(new SyncProgress(
                    part.experiment,
                    part.number,
                    experiments,
                    part.traces,
                    part.expected,
                    refresh.tally().counts(),
                    refresh.client().bytesReceived()));
        }
    }

    /** How far one experiment is. */
    final class Part {
        private final Experiment experiment;
        private final int number;
        private long listed;
        private boolean isListed;
        private long traces;
        private OptionalLong expected = OptionalLong.empty();

        private Part(Experiment experiment, int number) {
            this.experiment = experiment;
            this.number = number;
        }

        private boolean goesOn() {
            return !isListed || traces < listed;
        }

        void list(int more) {
            synchronized (ProgressReport.this) {
                listed += more;
            }
        }

        void endList() {
            synchronized (ProgressReport.this) {
                isListed = true;
                tell();
            }
        }

        void expect(OptionalLong all) {
            synchronized (ProgressReport.this) {
                expected = all;
                tell();
            }
        }

        void advance(int more) {
            synchronized (ProgressReport.this) {
                traces += more;
                tell();
            }
        }

        void end() {
            synchronized (ProgressReport.this) {
                begun.remove(this);
                tell();
            }
        }
    }
}
