package dev.shopfuse.sdk;

/** What a ranking holds: an id and its score. Immutable. */
public abstract class Ranked {
  private final String id;
  private final float score;

  Ranked(String id, float score) {
    this.id = id;
    this.score = score;
  }

  /** Returns the id. */
  public final String id() {
    return id;
  }

  /** Returns the score: the predicted probability of a visit, 0 to 1. */
  public final float score() {
    return score;
  }

  final boolean hasSameValues(Ranked other) {
    return id.equals(other.id) && Float.compare(score, other.score) == 0;
  }

  @Override
  public int hashCode() {
    return id.hashCode() * 31 + Float.floatToIntBits(score);
  }

  @Override
  public String toString() {
    return id + " " + score;
  }
}
