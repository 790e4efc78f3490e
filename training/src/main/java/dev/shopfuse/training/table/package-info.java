/**
 * Visit tables: the input of everything.
 *
 * <p>Start at {@link VisitTables#open}: it finds the files, loads every column as text through
 * DuckDB, checks each row with set-based rules, leaves bad rows out (or stops), and cuts the raw
 * visits into train, tune and test. What follows reads the clean tables with SQL over {@link
 * Database}.
 *
 * <p>May depend on the JDK and JDBC only.
 */
package dev.shopfuse.training.table;
