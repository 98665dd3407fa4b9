/**
 * From {@link dev.trawl.query.parse.Filter} to {@link dev.trawl.query.bind.Condition}: names become fields, operators
 * become tests, values get types. Whatever is wrong with a filter has been said when this stage is over.
 *
 * <p>Read {@link dev.trawl.query.bind.FieldCatalog} for what exists, {@link dev.trawl.query.bind.Binder} for how a
 * filter is read, {@link dev.trawl.query.bind.Condition} for what comes out.
 */
@NullMarked
package dev.trawl.query.bind;

import org.jspecify.annotations.NullMarked;
