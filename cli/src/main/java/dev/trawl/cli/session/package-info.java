/**
 * {@code trawl sessions} and {@code trawl session}: conversations of several traces. Read {@link
 * dev.trawl.cli.session.SessionCommand} first.
 */
@NullMarked
package dev.trawl.cli.session;

import org.jspecify.annotations.NullMarked;
