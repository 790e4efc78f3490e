package dev.shopfuse.training.model;

import java.util.List;

/**
 * Remembers which table rows were looked up for a batch, so that a gradient finds its way back to
 * them. Not thread-safe.
 */
interface Lookup {
  /** Returns a lookup of several kinds of cells of the same batch. */
  static Lookup all(List<Lookup> lookups) {
    return gradient -> lookups.forEach(lookup -> lookup.addGradient(gradient));
  }

  /**
   * Adds a gradient to the table rows that were looked up.
   *
   * @param gradient of the cells that were filled in, in the same places
   */
  void addGradient(float[] gradient);
}
