package dev.shopfuse.training.simulate;

import dev.shopfuse.training.InputException;

/**
 * The size and the seed of a simulated marketplace. Immutable.
 *
 * @param users how many users
 * @param items how many items
 * @param shops how many shops
 * @param seed same seed, same files
 */
public record SimulationConfig(int users, int items, int shops, long seed) {
  private static final int MOST = 10_000_000;

  /** Refuses sizes below 10 or above ten million. */
  public SimulationConfig {
    check("users", users);
    check("items", items);
    check("shops", shops);
  }

  /** Returns 2,000 users, 1,500 items, 300 shops and seed 7: trains in about a minute. */
  public static SimulationConfig defaults() {
    return new SimulationConfig(2_000, 1_500, 300, 7);
  }

  private static void check(String name, int count) {
    if (count < 10 || count > MOST) {
      throw new InputException("%s is %d; allowed are 10 to %d".formatted(name, count, MOST));
    }
  }
}
