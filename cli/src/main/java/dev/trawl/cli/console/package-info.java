/**
 * What all commands share: the world they run in ({@link dev.trawl.cli.console.Surroundings}, read it first), exit codes,
 * common options, and the exceptions that end a command with a sentence.
 */
@NullMarked
package dev.trawl.cli.console;

import org.jspecify.annotations.NullMarked;
