/**
 * The tree that sqlparse 0.6.1 makes of a text, as far as MLflow looks at it: {@code Lexer} cuts the text into {@code Leaf}s,
 * {@code StatementSplitter} finds statements, {@code Grouping} builds the tree.
 *
 * <p>Sources, quoted by file: {@code sqlparse/} of sqlparse 0.6.1 with Python 3.11. Read {@link dev.trawl.query.strict.sql.SqlText} first.
 */
@NullMarked
package dev.trawl.query.strict.sql;

import org.jspecify.annotations.NullMarked;
