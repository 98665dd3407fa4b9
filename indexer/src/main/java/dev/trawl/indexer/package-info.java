/**
 * Writes traces into the index: from a trace to its document, and the life of the writer.
 */
@NullMarked
package dev.trawl.indexer;

import org.jspecify.annotations.NullMarked;
