/**
 * From {@link dev.trawl.query.bind.Condition} to a Lucene query for at least the traces that satisfy it. Only {@link
 * dev.trawl.query.lucene.Candidates#exact} says whether it is exactly those; if not, {@code dev.trawl.query.scan} decides.
 * Read {@link dev.trawl.query.lucene.LuceneCompiler} first.
 */
@NullMarked
package dev.trawl.query.lucene;

import org.jspecify.annotations.NullMarked;
