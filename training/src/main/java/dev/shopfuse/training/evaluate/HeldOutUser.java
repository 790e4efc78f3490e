package dev.shopfuse.training.evaluate;

import dev.shopfuse.sdk.RankRequest;
import java.util.List;

/**
 * A user with shops to be found, in raw values and ids, so that any later model can be asked.
 * Immutable.
 *
 * @param request what is known of the user
 * @param heldOut the shops to be found, at least one
 * @param seen the shops left out of the ranking
 */
public record HeldOutUser(RankRequest request, List<String> heldOut, List<String> seen) {
  public HeldOutUser {
    heldOut = List.copyOf(heldOut);
    seen = List.copyOf(seen);
  }
}
