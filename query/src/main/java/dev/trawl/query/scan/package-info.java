/**
 * The reference meaning: which traces satisfy a {@link dev.trawl.query.bind.Condition}. It decides the candidates of an
 * index search, and it searches without an index. Nothing here knows Lucene. Read {@link
 * dev.trawl.query.scan.ScanEvaluator} first.
 */
@NullMarked
package dev.trawl.query.scan;

import org.jspecify.annotations.NullMarked;
