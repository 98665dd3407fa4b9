/**
 * The trawl command: the command tree, exit codes and how errors are shown.
 */
@NullMarked
package dev.trawl.cli;

import org.jspecify.annotations.NullMarked;
