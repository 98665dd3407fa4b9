/** JMH benchmarks of the inner loops: collecting terms, checking patterns, packing and unpacking traces. */
@NullMarked
package dev.trawl.bench.inner;

import org.jspecify.annotations.NullMarked;
