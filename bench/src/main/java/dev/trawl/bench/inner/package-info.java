/** JMH benchmarks of the inner loops: checking patterns. */
@NullMarked
package dev.trawl.bench.inner;

import org.jspecify.annotations.NullMarked;
