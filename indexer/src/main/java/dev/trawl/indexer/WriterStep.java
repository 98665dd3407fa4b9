package dev.trawl.indexer;

import java.io.IOException;

/** Something that Lucene's writer is to do. */
@FunctionalInterface
interface WriterStep {
    void go() throws IOException;

    /** Takes the step; fails with what ended the writer, perhaps in another thread and long before, and not with Lucene's words that it is ended. */
    static void take(WriterStep step) throws IOException {
        try {
            step.go();
        } catch (IOException | IllegalStateException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
