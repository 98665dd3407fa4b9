/**
 * Pages of results: MLflow's page tokens and the part of an answer that one command prints. Read {@link
 * dev.trawl.cli.paging.PageToken} first.
 */
@NullMarked
package dev.trawl.cli.paging;

import org.jspecify.annotations.NullMarked;
