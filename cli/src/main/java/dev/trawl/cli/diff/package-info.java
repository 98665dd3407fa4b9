/**
 * {@code trawl diff}: two traces side by side. Read {@link dev.trawl.cli.diff.AlignedSpans} first.
 */
@NullMarked
package dev.trawl.cli.diff;

import org.jspecify.annotations.NullMarked;
