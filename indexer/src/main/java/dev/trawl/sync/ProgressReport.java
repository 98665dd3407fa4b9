package dev.trawl.sync;

import dev.trawl.mlflow.Experiment;
import java.util.OptionalLong;

/** Tells a listener how far a refresh is, one call at a time. */
final class ProgressReport {
    private final Refresh refresh;
    private final SyncListener listener;
    private final int experiments;
    private int experimentNumber;
    private long experimentTraces;
    private OptionalLong expectedTraces = OptionalLong.empty();
    private Experiment experiment = new Experiment("", "");

    ProgressReport(Refresh refresh, SyncListener listener, int experiments) {
        this.refresh = refresh;
        this.listener = listener;
        this.experiments = experiments;
    }

    synchronized void begin(Experiment next, int number) {
        experiment = next;
        experimentNumber = number;
        experimentTraces = 0;
        expectedTraces = OptionalLong.empty();
        tell();
    }

    synchronized void expect(OptionalLong traces) {
        expectedTraces = traces;
        tell();
    }

    synchronized void advance(int traces) {
        experimentTraces += traces;
        tell();
    }

    private void tell() {
        listener.progress(new SyncProgress(
                experiment,
                experimentNumber,
                experiments,
                experimentTraces,
                expectedTraces,
                refresh.tally().counts(),
                refresh.client().bytesReceived()));
    }
}
