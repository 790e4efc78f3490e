package dev.shopfuse.training.sample;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Collects held-out and seen shops that arrive user by user. Not thread-safe. */
final class CaseCollector {
  private final VisitSequences known;
  private final List<EvaluationCase> cases = new ArrayList<>();
  private final IntArray heldOut = new IntArray();
  private final IntArray seen = new IntArray();
  private int user = -1;

  CaseCollector(VisitSequences known) {
    this.known = known;
  }

  /**
   * Adds a shop.
   *
   * @param index the user's place among those whose visits are known
   * @param row of {@link SampleRows#CASE_SHOPS}
   */
  void add(int index, ResultSet row) throws SQLException {
    if (index != user) {
      flush();
      user = index;
    }
    (row.getBoolean(3) ? heldOut : seen).add(row.getInt(2));
  }

  List<EvaluationCase> finish() {
    flush();
    return cases;
  }

  private void flush() {
    if (user < 0) {
      return;
    }
    cases.add(
        new EvaluationCase(
            user,
            known.itemVisitCount(user),
            known.shopVisitCount(user),
            heldOut.toArray(),
            seen.toArray()));
    heldOut.clear();
    seen.clear();
  }
}
