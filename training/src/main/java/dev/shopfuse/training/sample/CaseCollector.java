package dev.shopfuse.training.sample;

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

  void add(int nextUser, int shop, boolean held) {
    if (nextUser != user) {
      flush();
      user = nextUser;
    }
    (held ? heldOut : seen).add(shop);
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
