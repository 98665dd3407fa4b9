/**
 * {@code trawl status}: what the index holds, how fresh it is, what failed. Read
 * {@link dev.trawl.cli.status.StatusCommand} first.
 */
@NullMarked
package dev.trawl.cli.status;

import org.jspecify.annotations.NullMarked;
