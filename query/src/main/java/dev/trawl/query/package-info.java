/**
 * The door to searching: filter text in, hits out.
 */
@NullMarked
package dev.trawl.query;

import org.jspecify.annotations.NullMarked;
