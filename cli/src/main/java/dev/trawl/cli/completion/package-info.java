/**
 * {@code trawl completion}: scripts for shells, and the hidden command that they ask what could come next. Read {@link
 * dev.trawl.cli.completion.Completion} first.
 */
@NullMarked
package dev.trawl.cli.completion;

import org.jspecify.annotations.NullMarked;
