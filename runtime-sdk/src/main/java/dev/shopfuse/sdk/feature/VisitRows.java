package dev.shopfuse.sdk.feature;

/** Turns visits into the table rows of one history. Thread-safe: it only reads. */
final class VisitRows {
  final Catalogue catalogue;
  final int maxLength;
  private final int[] rowOfTarget;

  VisitRows(Catalogue catalogue, Feature source, int maxLength) {
    this.catalogue = catalogue;
    this.rowOfTarget = catalogue.features().indices(source);
    this.maxLength = maxLength;
  }

  /**
   * Puts the rows of the newest of the first {@code count} visits, old to new.
   *
   * @param excluded a target that is left out, or a negative number
   */
  void put(UserContext context, int position, int[] visits, int count, int excluded) {
    int length = 0;
    int from = count;
    while (from > 0 && length < maxLength) {
      from--;
      length += checkVisit(catalogue, visits[from]) == excluded ? 0 : 1;
    }
    int[] rows = context.putRows(position, Math.max(1, length));
    rows[0] = IndexEncoding.NONE_ROW;
    int next = 0;
    for (int i = from; i < count; i++) {
      if (visits[i] != excluded) {
        rows[next++] = rowOfTarget[visits[i]];
      }
    }
  }

  static int checkVisit(Catalogue catalogue, int visit) {
    if (visit < 0 || visit >= catalogue.size()) {
      throw new IllegalArgumentException(
          "A visit has index "
              + visit
              + "; allowed are 0 to "
              + (catalogue.size() - 1)
              + ", 0 for an unknown "
              + catalogue.side().key());
    }
    return visit;
  }
}
