/**
 * Which grams a pattern's matches must contain. Everything here is sound and never exact: what it excludes cannot match,
 * what it lets through must still be checked. {@link dev.trawl.query.text.Grams} is the first thing to read.
 */
@NullMarked
package dev.trawl.query.text;

import org.jspecify.annotations.NullMarked;
