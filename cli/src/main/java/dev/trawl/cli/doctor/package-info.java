/** {@code trawl doctor}: whether everything that trawl needs is there, and what to do if not. */
@NullMarked
package dev.trawl.cli.doctor;

import org.jspecify.annotations.NullMarked;
