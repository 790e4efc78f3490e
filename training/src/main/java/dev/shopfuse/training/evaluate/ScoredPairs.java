package dev.shopfuse.training.evaluate;

import java.util.Arrays;

/**
 * Probabilities of pairs of a user and a shop, and whether the user visited the shop: the held-out
 * shops and their sampled negatives. Not thread-safe while it is filled.
 */
public final class ScoredPairs {
  private float[] probabilities = new float[256];
  private boolean[] visited = new boolean[256];
  private int[] cases = new int[256];
  private int size;

  /** Adds one pair of a case. */
  public void add(int caseIndex, float probability, boolean wasVisited) {
    if (size == probabilities.length) {
      probabilities = Arrays.copyOf(probabilities, 2 * size);
      visited = Arrays.copyOf(visited, 2 * size);
      cases = Arrays.copyOf(cases, 2 * size);
    }
    probabilities[size] = probability;
    visited[size] = wasVisited;
    cases[size++] = caseIndex;
  }

  /** Returns the number of pairs; 0 where scores are no probabilities. */
  public int size() {
    return size;
  }

  /** Returns the predicted probability of a pair. */
  public float probability(int pair) {
    return probabilities[pair];
  }

  /** Returns whether the user visited the shop of a pair. */
  public boolean visited(int pair) {
    return visited[pair];
  }

  /** Returns the index of the evaluated case that a pair belongs to. */
  public int caseIndex(int pair) {
    return cases[pair];
  }

  /** Returns how far the probabilities can be believed. */
  public Reliability reliability() {
    Reliability reliability = new Reliability();
    for (int pair = 0; pair < size; pair++) {
      reliability.add(probabilities[pair], visited[pair]);
    }
    return reliability;
  }
}
