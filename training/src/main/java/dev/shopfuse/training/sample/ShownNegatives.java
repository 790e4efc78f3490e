package dev.shopfuse.training.sample;

/**
 * Puts what a user was shown and did not visit in the place of some drawn negatives. Immutable,
 * thread-safe.
 *
 * <p>As with {@link NegativeSampler}, a draw depends on (seed, epoch, example) alone. The same
 * target may be drawn twice; a user who was shown nothing keeps the negatives that were drawn.
 *
 * @param share how many of the negatives are replaced, 0 to 1, in the mean
 * @param seed makes draws repeatable; give the item and the shop side different ones
 */
public record ShownNegatives(double share, long seed) {
  /** Refuses a share outside of 0 to 1. */
  public ShownNegatives {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("Share is " + share + "; allowed is 0 to 1");
    }
  }

  /**
   * Replaces negatives of one example in place.
   *
   * @param negatives drawn catalogue indices
   * @param shown catalogue indices of what the user was shown and did not visit
   * @param epoch pass over the data
   * @param example number of the example within the pass
   */
  public void replace(int[] negatives, int[] shown, int epoch, long example) {
    if (share == 0 || shown.length == 0) {
      return;
    }
    long state =
        NegativeSampler.mix(NegativeSampler.mix(seed ^ NegativeSampler.mix(epoch)) ^ example);
    for (int i = 0; i < negatives.length; i++) {
      long coin = NegativeSampler.mix(state + 1);
      state = NegativeSampler.mix(state + 2);
      if (NegativeSampler.unit(coin) < share) {
        negatives[i] = shown[(int) (NegativeSampler.unit(state) * shown.length)];
      }
    }
  }
}
