/**
 * Traces with what is private in them replaced by pseudonyms. Pure functions of a trace, rules and a key. Read {@link
 * dev.trawl.trace.redact.Redaction} first.
 */
@NullMarked
package dev.trawl.trace.redact;

import org.jspecify.annotations.NullMarked;
