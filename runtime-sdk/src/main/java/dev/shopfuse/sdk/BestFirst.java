package dev.shopfuse.sdk;

/**
 * Chooses the best of many scored candidates without sorting the others: a heap of the best so far,
 * its worst on top, then sorted in place. Equal scores are ordered by id, so equal inputs give
 * equal lists on every platform. Not thread-safe; one per thread.
 */
final class BestFirst {
  private float[] scores = {};
  private CandidateList candidates = new CandidateList();
  private int[] heap = {};
  private int size;

  /**
   * Orders the best candidates; their positions follow from {@link #position}.
   *
   * @return how many there are: the limit, or all candidates if they are fewer
   */
  int choose(CandidateList given, float[] givenScores, int limit) {
    candidates = given;
    scores = givenScores;
    int chosen = Math.min(limit, candidates.size());
    if (heap.length < chosen) {
      heap = new int[chosen];
    }
    size = 0;
    while (size < chosen) {
      heap[size] = size;
      siftUp(size++);
    }
    for (int position = chosen; position < candidates.size() && chosen > 0; position++) {
      if (isWorse(heap[0], position)) {
        heap[0] = position;
        siftDown(0);
      }
    }
    sort();
    return chosen;
  }

  /** Returns the position, among the candidates, of the one at a place; 0 is the best. */
  int position(int place) {
    return heap[place];
  }

  /** Takes the worst off the top and puts it behind the shrinking heap, until all are in order. */
  private void sort() {
    while (size > 1) {
      size--;
      int worst = heap[0];
      heap[0] = heap[size];
      heap[size] = worst;
      siftDown(0);
    }
  }

  private void siftUp(int start) {
    int at = start;
    int moved = heap[at];
    while (at > 0 && isWorse(moved, heap[(at - 1) >> 1])) {
      heap[at] = heap[(at - 1) >> 1];
      at = (at - 1) >> 1;
    }
    heap[at] = moved;
  }

  private void siftDown(int start) {
    int at = start;
    int moved = heap[at];
    while (2 * at + 1 < size) {
      int child = 2 * at + 1;
      if (child + 1 < size && isWorse(heap[child + 1], heap[child])) {
        child++;
      }
      if (!isWorse(heap[child], moved)) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = moved;
  }

  private boolean isWorse(int left, int right) {
    float leftScore = scores[left];
    float rightScore = scores[right];
    return leftScore < rightScore
        || (leftScore == rightScore && candidates.id(left).compareTo(candidates.id(right)) > 0);
  }
}
