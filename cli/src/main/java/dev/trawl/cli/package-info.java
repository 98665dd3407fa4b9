/**
 * The {@code trawl} command: the command tree and what happens when something goes wrong. Read {@link
 * dev.trawl.cli.Main} first; each verb is a class in a package of its own.
 */
@NullMarked
package dev.trawl.cli;

import org.jspecify.annotations.NullMarked;
