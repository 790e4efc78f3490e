package dev.shopfuse.training.model;

/**
 * What was looked up in tables for the rows of a batch, so that its gradient finds its way back.
 */
interface Lookup {
  /**
   * Adds a gradient to the table rows that were looked up.
   *
   * @param gradient of the cells that were filled in, in the same places
   */
  void addGradient(float[] gradient);
}
