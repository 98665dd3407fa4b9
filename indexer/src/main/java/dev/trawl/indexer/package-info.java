/**
 * Writing the index: a trace becomes a Lucene document ({@link dev.trawl.indexer.TraceDocument}), documents and the
 * checkpoint of a sync become one commit ({@link dev.trawl.indexer.TraceIndexWriter}).
 */
@NullMarked
package dev.trawl.indexer;

import org.jspecify.annotations.NullMarked;
