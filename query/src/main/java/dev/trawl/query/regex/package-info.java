/**
 * Regular expressions of RLIKE: what a pattern means, what its matches must contain, and a fast automaton that finds
 * them in bytes. Knows neither fields nor the index.
 *
 * <p>Read {@link dev.trawl.query.regex.Regex} for what a pattern is, {@link dev.trawl.query.regex.RegexParser} for how it
 * is read.
 */
@NullMarked
package dev.trawl.query.regex;

import org.jspecify.annotations.NullMarked;
