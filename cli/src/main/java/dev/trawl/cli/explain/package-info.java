/** {@code trawl explain} and {@code trawl fields}: what a filter means, and what can be said in one. */
@NullMarked
package dev.trawl.cli.explain;

import org.jspecify.annotations.NullMarked;
