/**
 * {@code trawl bulk}: many filters over one opened index. Read {@link dev.trawl.cli.bulk.BulkCommand} first.
 */
@NullMarked
package dev.trawl.cli.bulk;

import org.jspecify.annotations.NullMarked;
