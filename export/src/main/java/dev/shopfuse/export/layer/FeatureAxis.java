package dev.shopfuse.export.layer;

/** Which axis of a value of three axes or more holds the features. */
public enum FeatureAxis {
  /** The second, as in DL4J's arrays [N, C, ..]. */
  SECOND,
  /** The last, as in rows in groups [C, G, H]: a network over rows works group by group. */
  LAST;

  /** Returns the axis, for a value of so many axes. */
  int of(int rank) {
    return this == SECOND ? 1 : rank - 1;
  }
}
