/**
 * {@code trawl show}: one trace for a person, as a tree, a single span, or the conversation in it. Read {@link
 * dev.trawl.cli.show.ShowCommand} first.
 */
@NullMarked
package dev.trawl.cli.show;

import org.jspecify.annotations.NullMarked;
