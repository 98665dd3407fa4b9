/** {@code trawl help TOPIC}: what concerns no single command. */
@NullMarked
package dev.trawl.cli.help;

import org.jspecify.annotations.NullMarked;
