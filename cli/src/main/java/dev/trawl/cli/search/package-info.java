/**
 * {@code trawl search}: a filter in, traces out. Read {@link dev.trawl.cli.search.SearchCommand} first.
 */
@NullMarked
package dev.trawl.cli.search;

import org.jspecify.annotations.NullMarked;
