/**
 * {@code trawl get}: one trace by its id.
 */
@NullMarked
package dev.trawl.cli.get;

import org.jspecify.annotations.NullMarked;
