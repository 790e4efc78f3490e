/**
 * Public data sets as visit tables.
 *
 * <p>Start at {@link DatasetImporters}. Each importer is one class for the raw files, one SQL
 * script for what counts as an item visit and a shop visit, and one {@code features.yaml}; the
 * reasons are in docs/datasets.md. May depend on {@code table} and, to check what it wrote, on
 * {@code feature}.
 */
package dev.shopfuse.training.importer;
