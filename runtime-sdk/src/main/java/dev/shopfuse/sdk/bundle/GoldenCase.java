package dev.shopfuse.sdk.bundle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One request and the scores it must give. Immutable. */
public final class GoldenCase {
  private final Map<String, String> profile;
  private final List<String> itemVisits;
  private final List<String> shopVisits;
  private final List<String> candidates;
  private final float[] scores;

  private GoldenCase(
      Map<String, String> profile,
      List<String> itemVisits,
      List<String> shopVisits,
      List<String> candidates,
      float[] scores) {
    this.profile = Collections.unmodifiableMap(new LinkedHashMap<>(profile));
    this.itemVisits = copy(itemVisits);
    this.shopVisits = copy(shopVisits);
    this.candidates = copy(candidates);
    this.scores = scores.clone();
  }

  /**
   * Returns a case.
   *
   * @param profile the raw values of the user by column
   * @param itemVisits the ids of the visited items, old to new
   * @param shopVisits the ids of the visited shops, old to new
   * @param candidates the ids of the shops to score
   * @param scores the score of each candidate
   * @throws IllegalArgumentException if there is no candidate, there are more or fewer scores, or a
   *     score is not finite
   */
  public static GoldenCase of(
      Map<String, String> profile,
      List<String> itemVisits,
      List<String> shopVisits,
      List<String> candidates,
      float... scores) {
    if (candidates.isEmpty() || candidates.size() != scores.length) {
      throw new IllegalArgumentException(
          "A golden case has "
              + candidates.size()
              + " candidates and "
              + scores.length
              + " scores; it needs one score for each, and at least one");
    }
    for (float score : scores) {
      if (Float.isNaN(score) || Float.isInfinite(score)) {
        throw new IllegalArgumentException("A golden score is " + score + "; it must be finite");
      }
    }
    return new GoldenCase(profile, itemVisits, shopVisits, candidates, scores);
  }

  private static List<String> copy(List<String> values) {
    return Collections.unmodifiableList(new ArrayList<>(values));
  }

  /** Returns the raw values of the user by column. */
  public Map<String, String> profile() {
    return profile;
  }

  /** Returns the ids of the visited items, old to new. */
  public List<String> itemVisits() {
    return itemVisits;
  }

  /** Returns the ids of the visited shops, old to new. */
  public List<String> shopVisits() {
    return shopVisits;
  }

  /** Returns the ids of the shops to score. */
  public List<String> candidates() {
    return candidates;
  }

  /** Returns a copy of the scores, one for each candidate. */
  public float[] scores() {
    return scores.clone();
  }
}
