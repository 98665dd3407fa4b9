/**
 * What a pattern's matches must contain, and the grams of that. Everything here is sound and never exact: what it
 * excludes cannot match, what it lets through must still be checked. {@link dev.trawl.query.text.RequiredText} and
 * {@link dev.trawl.query.text.Grams} are the first things to read.
 */
@NullMarked
package dev.trawl.query.text;

import org.jspecify.annotations.NullMarked;
