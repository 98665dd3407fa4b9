/**
 * {@code trawl sync}: traces from a server into the index. Read {@link dev.trawl.cli.sync.SyncCommand} first.
 */
@NullMarked
package dev.trawl.cli.sync;

import org.jspecify.annotations.NullMarked;
