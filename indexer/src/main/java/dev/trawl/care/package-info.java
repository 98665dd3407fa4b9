/**
 * An index as one file, to be carried to another machine: packed while it may be written to, checked before it is taken.
 *
 * <p>In: an index, or a bundle. Out: a bundle, or an index. Read {@link dev.trawl.care.Bundle} first, then {@link
 * dev.trawl.care.BundledIndex}.
 */
@NullMarked
package dev.trawl.care;

import org.jspecify.annotations.NullMarked;
