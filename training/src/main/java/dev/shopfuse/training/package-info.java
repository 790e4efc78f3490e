/**
 * From visit tables to a trained shop ranker.
 *
 * <p>Read in the order of the data: {@code table} opens the visit tables, {@code feature} fits the
 * feature contract, {@code sample} cuts examples, {@code train} trains, {@code evaluate} measures.
 */
package dev.shopfuse.training;
