/** {@code trawl man}: manual pages, made from the same description of the commands as their help. */
@NullMarked
package dev.trawl.cli.man;

import org.jspecify.annotations.NullMarked;
