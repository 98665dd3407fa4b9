/**
 * The commands that keep an index: {@code trawl bundle}, {@code unbundle}, {@code verify}, {@code reindex}, {@code
 * compact}. Each is an option or two and one call.
 */
@NullMarked
package dev.trawl.cli.care;

import org.jspecify.annotations.NullMarked;
