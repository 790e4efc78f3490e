package dev.shopfuse.training.sample;

/**
 * What users visited in the train split, none of it a negative, and what they were shown there and
 * did not visit. Targets are catalogue indices, ascending and distinct; arrays are copies.
 * Immutable.
 */
public interface KnownTargets {
  /** Returns the items a user visited. */
  int[] knownItems(int user);

  /** Returns how many items a user visited. */
  int knownItemCount(int user);

  /** Returns the shops a user visited. */
  int[] knownShops(int user);

  /** Returns how many shops a user visited. */
  int knownShopCount(int user);

  /** Returns the items a user was shown and did not visit. */
  int[] shownItems(int user);

  /** Returns the shops a user was shown and did not visit. */
  int[] shownShops(int user);
}
