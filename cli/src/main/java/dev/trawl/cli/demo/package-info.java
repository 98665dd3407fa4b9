/**
 * {@code trawl demo}: the sample data, indexed and searched. Read {@link dev.trawl.cli.demo.DemoCommand} first.
 */
@NullMarked
package dev.trawl.cli.demo;

import org.jspecify.annotations.NullMarked;
