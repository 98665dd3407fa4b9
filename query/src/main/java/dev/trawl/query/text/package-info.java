/**
 * What a pattern's matches must contain, and the terms of that. Everything here is sound: what it excludes cannot match. What it
 * lets through must still be checked, except where a method says that it decides exactly. {@link dev.trawl.query.text.RequiredText} and
 * {@link dev.trawl.query.text.Grams} are the first things to read.
 */
@NullMarked
package dev.trawl.query.text;

import org.jspecify.annotations.NullMarked;
