/**
 * What a person has written down for all commands: defaults and saved searches, in {@code trawl/config.toml}. Read {@link
 * dev.trawl.cli.config.Configuration} first.
 */
@NullMarked
package dev.trawl.cli.config;

import org.jspecify.annotations.NullMarked;
