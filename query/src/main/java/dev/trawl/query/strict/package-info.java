/**
 * What MLflow 3.17.2 refuses, in its own words: a filter or an order goes in, the refusal of a real server or nothing comes out.
 *
 * <p>MLflow has no grammar of its own. It takes the tree that sqlparse 0.6.1 makes of a text, and asks of each node whether it is a
 * comparison ({@link dev.trawl.query.strict.sql}). {@code ClauseReader} reads the clauses of the tree,
 * {@code StoreChecks} does what MLflow's store does with them, up to the statement's parameters, which the database refuses or takes.
 * {@code OrderReader} does the same for an order. Lists are Python literals for MLflow, hence the {@code Python…} classes.
 *
 * <p>Sources, quoted by file: {@code utils/search_utils.py} and
 * {@code store/tracking/sqlalchemy_store.py} of MLflow 3.17.2, with SQLite as its database and Python 3.11. Read
 * {@link dev.trawl.query.strict.StrictGrammar} first.
 */
@NullMarked
package dev.trawl.query.strict;

import org.jspecify.annotations.NullMarked;
