/**
 * {@code trawl export}: traces from the index into a file. Read {@link dev.trawl.cli.export.ExportCommand} first.
 */
@NullMarked
package dev.trawl.cli.export;

import org.jspecify.annotations.NullMarked;
