/**
 * Columns of a whole index: for each key, which of its values each trace has, and which its spans have, as numbers. They are
 * read once from the terms of a commit and kept in a file beside the index; how many of some selected traces have each value
 * is then counted without a look at the traces. Read {@link dev.trawl.query.columns.KeyColumns} first.
 */
@NullMarked
package dev.trawl.query.columns;

import org.jspecify.annotations.NullMarked;
