/**
 * The index on disk: which Lucene fields a trace becomes ({@link dev.trawl.index.IndexField}), how their terms are
 * spelled ({@link dev.trawl.index.Terms}), how the trace itself is kept ({@link dev.trawl.index.StoredTrace}), and the
 * version of all that ({@link dev.trawl.index.IndexFormat}). Both the writer and the searcher read it here.
 */
@NullMarked
package dev.trawl.index;

import org.jspecify.annotations.NullMarked;
