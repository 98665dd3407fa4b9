/**
 * One refresh of the index: {@link dev.trawl.sync.Sync} from a server, {@link dev.trawl.sync.Import} from files. Reads
 * what is new since the checkpoint, writes it, commits it together with the new checkpoint, and reports.
 *
 * <p>In: a client or files, and the index's writer. Out: a report; while it runs, progress to a listener. What the index
 * once held of a trace is never lost because a source has forgotten it. Read {@code Sync} first.
 */
@NullMarked
package dev.trawl.sync;

import org.jspecify.annotations.NullMarked;
