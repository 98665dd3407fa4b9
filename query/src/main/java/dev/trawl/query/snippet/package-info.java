/**
 * Where traces match a filter, for a person to see: which spans, which part of them, which letters. It decides nothing;
 * what matches is said by {@code dev.trawl.query.scan}. Read {@link dev.trawl.query.snippet.Snippets} first.
 */
@NullMarked
package dev.trawl.query.snippet;

import org.jspecify.annotations.NullMarked;
