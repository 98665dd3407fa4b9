/**
 * {@code trawl import}: traces from files into the index. Read {@link dev.trawl.cli.importing.ImportCommand} first.
 */
@NullMarked
package dev.trawl.cli.importing;

import org.jspecify.annotations.NullMarked;
