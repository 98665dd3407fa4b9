/**
 * From text to {@link dev.trawl.query.parse.Filter}: the only place that knows the syntax of filters and of order
 * clauses. Names are not resolved here and values have no types yet. Read {@link dev.trawl.query.parse.FilterParser}.
 */
@NullMarked
package dev.trawl.query.parse;

import org.jspecify.annotations.NullMarked;
